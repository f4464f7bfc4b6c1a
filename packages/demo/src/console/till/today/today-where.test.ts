import { describe, expect, it } from 'vitest';
import type { RedemptionWhere } from '../../../generated/console.ts';
import { choicesOf, todayWhereOf, type Whose } from './today-where.ts';

const since = '2026-11-23T16:00:00.000Z';
const till = { storeId: 'store_1', personId: 'per_1' };
const today = { redeemedAt: { gte: since } };

describe('the list of a till', () => {
  it.each<[Whose, typeof till | { storeId: null; personId: null }, RedemptionWhere]>([
    ['store', till, { ...today, storeId: { eq: 'store_1' } }],
    ['mine', till, { ...today, staffId: { eq: 'per_1' } }],
    ['all', till, today],
    ['store', { storeId: null, personId: null }, today],
  ])('of %s at %j is %j', (whose, at, where) => {
    expect(todayWhereOf({ whose, since, ...at })).toEqual(where);
  });
  it.each([
    [till, ['store', 'mine']],
    [{ ...till, storeId: null }, ['mine', 'all']],
    [{ storeId: null, personId: null }, ['all']],
  ])('can be chosen at %j from %j', (at, choices) => {
    expect(choicesOf(at)).toEqual(choices);
  });
});
