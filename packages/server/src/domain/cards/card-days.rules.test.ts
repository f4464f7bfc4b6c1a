import { describe, expect, it } from 'vitest';
import { aDraft } from '../../../test/kit/factories.ts';
import { withTimes } from './card-days.rules.ts';
import type { ValidityWithDays } from './card-draft.ts';

const timesOf = (validity: ValidityWithDays, timeZone: string) => {
  const times = withTimes({ ...aDraft(), validity: { type: 'FIX_TIME_RANGE', ...validity } }, timeZone).validity;
  return [times?.from, times?.until].map((time) => (time ? time.toJSON() : time));
};
const time = new Date('2036-12-31T10:00:00Z');

describe('the times of a validity', () => {
  const cases: [string, ValidityWithDays, string, unknown[]][] = [
    [
      'are the start and the end of bare days in the zone',
      { from: '2037-01-01', until: '2037-01-31' },
      'Asia/Shanghai',
      ['2036-12-31T16:00:00.000Z', '2037-01-31T16:00:00.000Z'],
    ],
    [
      'follow the zone of the merchant',
      { from: '2037-01-01', until: '2037-01-01' },
      'America/New_York',
      ['2037-01-01T05:00:00.000Z', '2037-01-02T05:00:00.000Z'],
    ],
    [
      'count a day of 23 hours as a day',
      { from: '2037-03-08', until: '2037-03-08' },
      'America/New_York',
      ['2037-03-08T05:00:00.000Z', '2037-03-09T04:00:00.000Z'],
    ],
    ['stay where times were given', { from: time, until: time }, 'Asia/Shanghai', [time.toJSON(), time.toJSON()]],
    ['mix with days', { from: time, until: '2037-01-31' }, 'UTC', [time.toJSON(), '2037-02-01T00:00:00.000Z']],
    ['are invalid for a day that is none', { from: '2037-02-30', until: 'soon' }, 'UTC', [null, null]],
    ['stay away where nothing was given', { from: null }, 'UTC', [null, undefined]],
  ];
  it.each(cases)('%s', (_name, validity, timeZone, times) => {
    expect(timesOf(validity, timeZone)).toEqual(times);
  });

  it('leave a draft without a validity without one', () => {
    expect(withTimes({ ...aDraft(), validity: null }, 'UTC').validity).toBeNull();
  });
});
