import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../test/kit/refusal-of.ts';
import { gift } from './gift.ts';

const parse = (given: Readonly<Record<string, unknown>>) => gift.benefit.parse(given, ['benefit']);

describe('an exchange coupon', () => {
  it.each(['可乐一杯', 'two\nlines', '<b>not markup</b>'])('keeps %j as it is', (text) =>
    expect(parse({ gift: text })).toEqual({ gift: text }),
  );

  it.each([
    [{}, 'gift', 'MISSING'],
    [{ gift: '' }, 'gift', 'MISSING'],
    [{ gift: ' \n' }, 'gift', 'MISSING'],
    [{ gift: 5 }, 'gift', 'INVALID'],
    [{ gift: ['x'] }, 'gift', 'INVALID'],
    [{ gift: 'x', percentOff: 30 }, 'percentOff', 'UNKNOWN_FIELD'],
  ])('refuses %j', (given, field, fault) =>
    expect(refusalOf(() => parse(given))).toMatchObject({ field: `benefit.${field}`, fault }),
  );

  it('asks for its text, of 3072 bytes at most', () =>
    expect(gift.benefit.partsOf({ gift: 'x' }, ['benefit'])).toEqual([
      { asks: 'presence', field: ['benefit', 'gift'], isThere: true, fault: 'MISSING' },
      { asks: 'length', text: { field: ['benefit', 'gift'], text: 'x', limit: { bytes: 3072 }, lines: 'many-lines' } },
    ]));

  it('shows the conditions of use of its kind', () => expect(gift.shows).toEqual(['leastCostFen', 'objectUseFor']));
});
