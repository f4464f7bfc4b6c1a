import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../test/kit/refusal-of.ts';
import { gift } from './gift.ts';

describe('an exchange coupon', () => {
  it.each(['可乐一杯', 'two\nlines', '<b>not markup</b>'])('keeps %j as it is', (text) =>
    expect(gift.parse({ gift: text })).toEqual({ gift: text }),
  );

  it.each([
    [{}, 'gift', 'MISSING'],
    [{ gift: '' }, 'gift', 'MISSING'],
    [{ gift: ' \n' }, 'gift', 'MISSING'],
    [{ gift: 5 }, 'gift', 'INVALID'],
    [{ gift: ['x'] }, 'gift', 'INVALID'],
    [{ gift: 'x', percentOff: 30 }, 'percentOff', 'UNKNOWN_FIELD'],
  ])('refuses %j', (given, field, fault) =>
    expect(refusalOf(() => gift.parse(given))).toMatchObject({ field: `benefit.${field}`, fault }),
  );

  it('asks for its text, of 3072 bytes at most', () =>
    expect(gift).toMatchObject({ required: ['gift'], textBytes: { gift: 3072 } }));

  it('shows the conditions of use of its kind', () => expect(gift.shows).toEqual(['leastCostFen', 'objectUseFor']));
});
