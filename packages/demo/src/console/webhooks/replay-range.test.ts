import { expect, it } from 'vitest';
import { checkRange } from './replay-range.ts';

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
