import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../test/kit/refusal-of.ts';
import { cash } from './cash.ts';

describe('a cash coupon', () => {
  it.each([
    [
      { leastCostFen: 10_000, reduceCostFen: 1_000 },
      { leastCostFen: 10_000, reduceCostFen: 1_000 },
    ],
    [{ reduceCostFen: 1 }, { leastCostFen: 0, reduceCostFen: 1 }],
    [
      { leastCostFen: 0, reduceCostFen: Number.MAX_SAFE_INTEGER },
      { leastCostFen: 0, reduceCostFen: Number.MAX_SAFE_INTEGER },
    ],
    [
      { reduceCostFen: 1, gift: null },
      { leastCostFen: 0, reduceCostFen: 1 },
    ],
  ])('keeps %j', (given, kept) => expect(cash.parse(given)).toEqual(kept));

  it.each([
    [{}, 'reduceCostFen', 'MISSING'],
    [{ reduceCostFen: null }, 'reduceCostFen', 'MISSING'],
    [{ reduceCostFen: 0 }, 'reduceCostFen', 'INVALID'],
    [{ reduceCostFen: -1 }, 'reduceCostFen', 'INVALID'],
    [{ reduceCostFen: 1.5 }, 'reduceCostFen', 'INVALID'],
    [{ reduceCostFen: 2 ** 53 }, 'reduceCostFen', 'INVALID'],
    [{ reduceCostFen: '100' }, 'reduceCostFen', 'INVALID'],
    [{ reduceCostFen: 1, leastCostFen: -1 }, 'leastCostFen', 'INVALID'],
    [{ reduceCostFen: 1, percentOff: 30 }, 'percentOff', 'UNKNOWN_FIELD'],
  ])('refuses %j', (given, field, fault) =>
    expect(refusalOf(() => cash.parse(given))).toMatchObject({ field: `benefit.${field}`, fault }),
  );

  it('can do without the least order amount, not without the amount', () =>
    expect(cash.required).toEqual(['reduceCostFen']));

  it('shows goods and the least order amount, not what must be bought before', () =>
    expect(cash.shows).toEqual(['acceptCategory', 'rejectCategory', 'leastCostFen']));
});
