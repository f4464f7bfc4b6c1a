import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../test/kit/refusal-of.ts';
import { groupon } from './groupon.ts';

const parse = (given: Readonly<Record<string, unknown>>) => groupon.benefit.parse(given, ['benefit']);

describe('a group purchase', () => {
  it.each(['可乐一杯', 'two\nlines', '<b>not markup</b>'])('keeps %j as it is', (dealDetail) =>
    expect(parse({ dealDetail })).toEqual({ dealDetail }),
  );

  it.each([
    [{}, 'dealDetail', 'MISSING'],
    [{ dealDetail: '' }, 'dealDetail', 'MISSING'],
    [{ dealDetail: ' \n' }, 'dealDetail', 'MISSING'],
    [{ dealDetail: 5 }, 'dealDetail', 'INVALID'],
    [{ dealDetail: ['x'] }, 'dealDetail', 'INVALID'],
    [{ dealDetail: 'x', percentOff: 30 }, 'percentOff', 'UNKNOWN_FIELD'],
  ])('refuses %j', (given, field, fault) =>
    expect(refusalOf(() => parse(given))).toMatchObject({ field: `benefit.${field}`, fault }),
  );

  it('asks for its text, of 3072 bytes at most', () =>
    expect(groupon.benefit.partsOf({ dealDetail: 'x' }, ['benefit'])).toEqual([
      { asks: 'presence', field: ['benefit', 'dealDetail'], isThere: true, fault: 'MISSING' },
      {
        asks: 'length',
        text: { field: ['benefit', 'dealDetail'], text: 'x', limit: { bytes: 3072 }, lines: 'many-lines' },
      },
    ]));

  it('shows the conditions of use of its kind', () => expect(groupon.shows).toEqual([]));
});
