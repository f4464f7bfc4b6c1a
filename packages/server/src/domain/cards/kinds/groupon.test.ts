import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../test/kit/refusal-of.ts';
import { groupon } from './groupon.ts';

describe('a group purchase', () => {
  it.each(['可乐一杯', 'two\nlines', '<b>not markup</b>'])('keeps %j as it is', (dealDetail) =>
    expect(groupon.parse({ dealDetail })).toEqual({ dealDetail }),
  );

  it.each([
    [{}, 'dealDetail', 'MISSING'],
    [{ dealDetail: '' }, 'dealDetail', 'MISSING'],
    [{ dealDetail: ' \n' }, 'dealDetail', 'MISSING'],
    [{ dealDetail: 5 }, 'dealDetail', 'INVALID'],
    [{ dealDetail: ['x'] }, 'dealDetail', 'INVALID'],
    [{ dealDetail: 'x', percentOff: 30 }, 'percentOff', 'UNKNOWN_FIELD'],
  ])('refuses %j', (given, field, fault) =>
    expect(refusalOf(() => groupon.parse(given))).toMatchObject({ field: `benefit.${field}`, fault }),
  );

  it('asks for its text, of 3072 bytes at most', () =>
    expect(groupon).toMatchObject({ required: ['dealDetail'], textBytes: { dealDetail: 3072 } }));

  it('shows the conditions of use of its kind', () => expect(groupon.shows).toEqual([]));
});
