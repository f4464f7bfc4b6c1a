import { expect, it } from 'vitest';
import { checkRange, rangeUpTo } from './replay-range.ts';

it.each([
  ['0', '1', {}],
  ['5', '10005', {}],
  ['5', '10006', { untilSequence: 'wrongRange' }],
  ['7', '7', { untilSequence: 'wrongRange' }],
  ['', '7', { afterSequence: 'notNumber' }],
  ['1', '-2', { untilSequence: 'notNumber' }],
])('after %s up to %s is %j', (afterSequence, untilSequence, faults) => {
  expect(checkRange({ afterSequence, untilSequence, onlyMissing: true })).toEqual(faults);
});

it('begins with as many of the latest as can be replayed at once', () => {
  expect(rangeUpTo(12)).toEqual({ afterSequence: '0', untilSequence: '12', onlyMissing: true });
  expect(checkRange(rangeUpTo(25_000))).toEqual({});
});
