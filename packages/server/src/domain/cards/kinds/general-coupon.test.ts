import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../test/kit/refusal-of.ts';
import { generalCoupon } from './general-coupon.ts';

describe('a general coupon', () => {
  it.each(['可乐一杯', 'two\nlines', '<b>not markup</b>'])('keeps %j as it is', (defaultDetail) =>
    expect(generalCoupon.parse({ defaultDetail })).toEqual({ defaultDetail }),
  );

  it.each([
    [{}, 'defaultDetail', 'MISSING'],
    [{ defaultDetail: '' }, 'defaultDetail', 'MISSING'],
    [{ defaultDetail: ' \n' }, 'defaultDetail', 'MISSING'],
    [{ defaultDetail: 5 }, 'defaultDetail', 'INVALID'],
    [{ defaultDetail: ['x'] }, 'defaultDetail', 'INVALID'],
    [{ defaultDetail: 'x', percentOff: 30 }, 'percentOff', 'UNKNOWN_FIELD'],
  ])('refuses %j', (given, field, fault) =>
    expect(refusalOf(() => generalCoupon.parse(given))).toMatchObject({ field: `benefit.${field}`, fault }),
  );

  it('asks for its text, of 3072 bytes at most', () =>
    expect(generalCoupon).toMatchObject({ required: ['defaultDetail'], textBytes: { defaultDetail: 3072 } }));

  it('shows the conditions of use of its kind', () => expect(generalCoupon.shows).toEqual([]));
});
