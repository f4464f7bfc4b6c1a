import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../test/kit/refusal-of.ts';
import { generalCoupon } from './general-coupon.ts';

const parse = (given: Readonly<Record<string, unknown>>) => generalCoupon.benefit.parse(given, ['benefit']);

describe('a general coupon', () => {
  it.each(['可乐一杯', 'two\nlines', '<b>not markup</b>'])('keeps %j as it is', (defaultDetail) =>
    expect(parse({ defaultDetail })).toEqual({ defaultDetail }),
  );

  it.each([
    [{}, 'defaultDetail', 'MISSING'],
    [{ defaultDetail: '' }, 'defaultDetail', 'MISSING'],
    [{ defaultDetail: ' \n' }, 'defaultDetail', 'MISSING'],
    [{ defaultDetail: 5 }, 'defaultDetail', 'INVALID'],
    [{ defaultDetail: ['x'] }, 'defaultDetail', 'INVALID'],
    [{ defaultDetail: 'x', percentOff: 30 }, 'percentOff', 'UNKNOWN_FIELD'],
  ])('refuses %j', (given, field, fault) =>
    expect(refusalOf(() => parse(given))).toMatchObject({ field: `benefit.${field}`, fault }),
  );

  it('asks for its text, of 3072 bytes at most', () =>
    expect(generalCoupon.benefit.partsOf({ defaultDetail: 'x' }, ['benefit'])).toEqual([
      { asks: 'presence', field: ['benefit', 'defaultDetail'], isThere: true, fault: 'MISSING' },
      {
        asks: 'length',
        text: { field: ['benefit', 'defaultDetail'], text: 'x', limit: { bytes: 3072 }, lines: 'many-lines' },
      },
    ]));

  it('shows the conditions of use of its kind', () => expect(generalCoupon.shows).toEqual([]));
});
