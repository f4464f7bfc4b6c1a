import { describe, expect, it } from 'vitest';
import { checkStaff, draftOfStaff, emptyStaff, staffInputOf } from './staff-draft.ts';

const draft = { name: ' 小王 ', login: '', roles: ['REDEEMER' as const], storeIds: ['store_1'] };

describe('the form of somebody of the staff', () => {
  it('asks for what the fields say', () => {
    expect(staffInputOf(draft)).toEqual({ name: '小王', roles: ['REDEEMER'], storeIds: ['store_1'] });
  });
  it('binds nobody to stores who acts in all of them', () => {
    expect(staffInputOf({ ...draft, roles: ['REDEEMER', 'SUPER'] }).storeIds).toEqual([]);
  });
  it('says what is missing', () => {
    expect(checkStaff(draft)).toEqual({});
    expect(checkStaff({ ...emptyStaff(), roles: [] })).toEqual({ name: 'nameFault', roles: 'rolesFault' });
  });
  it('begins with what is', () => {
    const row = {
      id: 'per_1',
      name: '小王',
      roles: ['CASHIER' as const],
      isEveryStore: false,
      lastSeenAt: null,
      stores: [{ id: 'store_1', name: '静安店' }],
    };
    expect(draftOfStaff(row)).toEqual({ name: '小王', login: '', roles: ['CASHIER'], storeIds: ['store_1'] });
  });
});
