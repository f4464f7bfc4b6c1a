import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../test/kit/refusal-of.ts';
import { assertDelta, becomesLow, MAX_QUANTITY, removalFrom, stockAfter } from './stock.rules.ts';

describe('a change of stock', () => {
  it.each([1, -1, 500, MAX_QUANTITY, -MAX_QUANTITY])('may be %d', (delta) =>
    expect(refusalOf(() => assertDelta(delta))).toBeNull(),
  );

  it.each([0, -0, 1.5, Number.NaN, MAX_QUANTITY + 1, -MAX_QUANTITY - 1])('may not be %d', (delta) =>
    expect(refusalOf(() => assertDelta(delta))).toEqual({ code: 'INVALID_INPUT', field: 'delta', fault: 'QUANTITY' }),
  );

  it.each([
    [{ quantity: 10, left: 4 }, 5, { quantity: 15, left: 9 }],
    [{ quantity: 10, left: 4 }, -4, { quantity: 6, left: 0 }],
    [{ quantity: 0, left: 0 }, MAX_QUANTITY, { quantity: MAX_QUANTITY, left: MAX_QUANTITY }],
  ])('of %j by %d leaves %j', (before, delta, after) => expect(stockAfter(before, delta)).toEqual(after));

  it.each([
    [{ quantity: 10, left: 4 }, -5, 'NOT_ENOUGH_STOCK'],
    [{ quantity: 0, left: 0 }, -1, 'NOT_ENOUGH_STOCK'],
    [{ quantity: 1, left: 0 }, MAX_QUANTITY, 'STOCK_LIMIT_REACHED'],
  ])('of %j by %d is refused with %s', (before, delta, code) =>
    expect(refusalOf(() => stockAfter(before, delta))).toMatchObject({ code, field: 'delta' }),
  );
});

describe('taking pieces out', () => {
  const lots = [
    { id: 'new', left: 3 },
    { id: 'empty', left: 0 },
    { id: 'old', left: 10 },
  ];
  it.each([
    [1, [{ id: 'new', taken: 1 }]],
    [3, [{ id: 'new', taken: 3 }]],
    [
      5,
      [
        { id: 'new', taken: 3 },
        { id: 'old', taken: 2 },
      ],
    ],
    [
      13,
      [
        { id: 'new', taken: 3 },
        { id: 'old', taken: 10 },
      ],
    ],
  ])('takes %d from the newest lots', (count, removal) => expect(removalFrom(lots, count)).toEqual(removal));
});

describe('a stock', () => {
  it.each([
    ['falls to the mark', 101, { quantity: 201, left: 100 }, true],
    ['falls past the mark', 150, { quantity: 500, left: 20 }, true],
    ['falls on below the mark', 100, { quantity: 500, left: 99 }, false],
    ['stays above the mark', 102, { quantity: 500, left: 101 }, false],
    ['was never large', 101, { quantity: 200, left: 100 }, false],
    ['is filled up', 90, { quantity: 500, left: 190 }, false],
  ])('that %s is %s', (_what, left, after, isLow) => expect(becomesLow({ left }, after)).toBe(isLow));
});
