import { describe, expect, it } from 'vitest';
import { dayAfter, dayOf, isDay, lastDayOf, shortTimeText, startOfDay, timeText, clockOf, momentOf } from './time.ts';

const SHANGHAI = 'Asia/Shanghai';

describe('a day in the merchant’s zone', () => {
  it.each([
    ['2026-11-24', SHANGHAI, '2026-11-23T16:00:00.000Z'],
    ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00.000Z'],
    ['2026-01-01', 'America/New_York', '2026-01-01T05:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['2026-11-24', 'Asia/Kolkata', '2026-11-23T18:30:00.000Z'],
    ['2026-11-24', 'UTC', '2026-11-24T00:00:00.000Z'],
  ])('%s begins in %s at %s', (day, zone, time) => {
    expect(startOfDay(day, zone)).toBe(time);
    expect(dayOf(new Date(time), zone)).toBe(day);
  });
  it('ends before the first moment of the next', () => {
    expect(lastDayOf(startOfDay('2027-01-01', SHANGHAI), SHANGHAI)).toBe('2026-12-31');
  });
  it('is followed by the next, over the ends of months and years', () => {
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(dayAfter('2028-02-28', 1)).toBe('2028-02-29');
    expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
  });
  it('is told from other texts', () => {
    expect(['2026-11-24', '2026-13-01', '24.11.2026', ''].map(isDay)).toEqual([true, false, false, false]);
  });
});

describe('a time', () => {
  it('is written in the merchant’s zone', () => {
    expect(timeText('2026-11-24T22:17:50.123Z', { timeZone: SHANGHAI, language: 'zh-CN' })).toBe('2026/11/25 06:17:50');
  });
  it('of today is short, of another day it names the day', () => {
    const now = new Date('2026-11-24T15:59:00Z');
    const shown = { timeZone: SHANGHAI, language: 'zh-CN', now } as const;
    expect(shortTimeText('2026-11-24T15:00:07Z', shown)).toBe('23:00:07');
    expect(shortTimeText('2026-11-23T15:00:07Z', shown)).toBe('11/23 23:00');
  });
});

describe('a moment on the clock of a zone', () => {
  it.each([
    ['2026-12-20T08:30', 'Asia/Shanghai', '2026-12-20T00:30:00.000Z'],
    ['2026-07-01T08:30', 'Europe/Berlin', '2026-07-01T06:30:00.000Z'],
  ])('%s in %s is %s, and back', (clock, timeZone, iso) => {
    expect(momentOf(clock, timeZone)).toBe(iso);
    expect(clockOf(iso, timeZone)).toBe(clock);
  });
  it.each(['', '2026-12-20', '2026-13-40T08:30', 'soon'])('is none in %j', (text) => {
    expect(momentOf(text, 'Asia/Shanghai')).toBeNull();
  });
});
