import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../test/kit/refusal-of.ts';
import { discount } from './discount.ts';

const parse = (given: Readonly<Record<string, unknown>>) => discount.benefit.parse(given, ['benefit']);

describe('a discount coupon', () => {
  it.each([1, 30, 99])('keeps %d per cent', (percentOff) => expect(parse({ percentOff })).toEqual({ percentOff }));

  it.each([
    [{}, 'percentOff', 'MISSING'],
    [{ percentOff: 0 }, 'percentOff', 'INVALID'],
    [{ percentOff: 100 }, 'percentOff', 'INVALID'],
    [{ percentOff: 12.5 }, 'percentOff', 'INVALID'],
    [{ percentOff: Number.NaN }, 'percentOff', 'INVALID'],
    [{ percentOff: '30' }, 'percentOff', 'INVALID'],
    [{ percentOff: 30, reduceCostFen: 1 }, 'reduceCostFen', 'UNKNOWN_FIELD'],
  ])('refuses %j', (given, field, fault) =>
    expect(refusalOf(() => parse(given))).toMatchObject({ field: `benefit.${field}`, fault }),
  );

  it('asks for its share and shows no condition of another kind', () => {
    const presence = { asks: 'presence', field: ['benefit', 'percentOff'], isThere: false, fault: 'MISSING' };
    expect(discount.benefit.partsOf({}, ['benefit'])).toEqual([presence]);
    expect(discount.shows).toEqual([]);
  });
});
