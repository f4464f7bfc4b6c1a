import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../test/kit/refusal-of.ts';
import { cash } from './cash.ts';

const parse = (given: Readonly<Record<string, unknown>>) => cash.benefit.parse(given, ['benefit']);

const presenceOf = ({ benefit }: typeof cash): string[] =>
  benefit.partsOf({}, ['benefit']).flatMap((part) => (part.asks === 'presence' ? [part.field.join('.')] : []));

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
  ])('keeps %j', (given, kept) => expect(parse(given)).toEqual(kept));

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
    expect(refusalOf(() => parse(given))).toMatchObject({ field: `benefit.${field}`, fault }),
  );

  it('can do without the least order amount, not without the amount', () =>
    expect(presenceOf(cash)).toEqual(['benefit.reduceCostFen']));

  it('shows goods and the least order amount, not what must be bought before', () =>
    expect(cash.shows).toEqual(['acceptCategory', 'rejectCategory', 'leastCostFen']));
});
