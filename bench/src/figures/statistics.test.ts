import { describe, expect, it } from 'vitest';
import { median, medianOfKnown, percentile } from './statistics.ts';

const upTo = (most: number): number[] => Array.from({ length: most }, (_, nth) => nth + 1);

describe('a percentile', () => {
  it.each([
    [upTo(100), 0.5, 50],
    [upTo(100), 0.99, 99],
    [upTo(1_000), 0.99, 990],
    [[7], 0.99, 7],
    [[1, 2], 0.5, 1],
    [[1, 2, 3], 1, 3],
  ])('of %j at %d is a value that was measured', (sorted, share, expected) => {
    expect(percentile(sorted, share)).toBe(expected);
  });
});

describe('a median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9], 9.5],
    [[5], 5],
  ])('of %j is %d whatever the order', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('leaves out what was not measured, and is unknown when nothing was', () => {
    expect(medianOfKnown([null, 4, 2])).toBe(3);
    expect(medianOfKnown([null, null])).toBeNull();
  });
});
