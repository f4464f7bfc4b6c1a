import { expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

it.each([
  [1, 0, 250],
  [1, 1, 500],
  [2, 1, 1000],
  [3, 0, 1000],
  [9, 1, 4000],
])('waits before try %i, at chance %f, %i ms', (tries, chance, ms) => {
  expect(backoffMs(tries, chance)).toBe(ms);
});
