import { describe, expect, it } from 'vitest';
import { clockOffsetMs } from './server-clock.ts';

const NOON = Date.parse('2026-11-30T12:00:00Z');
const DATE = 'Mon, 30 Nov 2026 12:00:00 GMT';
const asked = (at: number, tookMs = 200) => ({ askedAt: at, answeredAt: at + tookMs });

describe('the offset of the clock', () => {
  it.each<[string, number]>([
    ['agrees', NOON + 300],
    ['is a second behind', NOON - 600],
    ['is a second ahead', NOON + 1_900],
  ])('is nothing where the device %s', (_what, at) => {
    expect(clockOffsetMs(DATE, asked(at))).toBe(0);
  });
  it('is what the device is behind or ahead', () => {
    expect(clockOffsetMs(DATE, asked(NOON - 3_600_000))).toBe(3_600_000 + 400);
    expect(clockOffsetMs(DATE, asked(NOON + 600_000))).toBe(-600_000 + 400);
  });
  it('is nothing where a slow answer says no more', () => {
    expect(clockOffsetMs(DATE, asked(NOON - 10_000, 18_000))).toBe(0);
  });
  it.each([null, '', 'soon'])('is not known by the date %s', (date) => {
    expect(clockOffsetMs(date, asked(NOON))).toBeNull();
  });
});
