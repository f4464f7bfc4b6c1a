import { describe, expect, it } from 'vitest';
import { checkedPlace, type StaffPlace } from './staff.rules.ts';

const tooMany = Array.from({ length: 101 }, (_, nth) => `store_${nth}`);

describe('checkedPlace', () => {
  it.each<[StaffPlace, ReturnType<typeof checkedPlace>]>([
    [
      { roles: ['REDEEMER'], storeIds: [] },
      { staffRoles: ['REDEEMER'], storeIds: [] },
    ],
    [
      { roles: ['CASHIER', 'REDEEMER', 'CASHIER'], storeIds: ['a', 'b', 'a'] },
      { staffRoles: ['CASHIER', 'REDEEMER'], storeIds: ['a', 'b'] },
    ],
    [
      { roles: ['SUPER'], storeIds: [] },
      { staffRoles: ['SUPER'], storeIds: [] },
    ],
  ])('reads %j', (place, read) => expect(checkedPlace(place)).toEqual(read));

  it.each<[string, StaffPlace, string]>([
    ['who does nothing', { roles: [], storeIds: [] }, 'roles'],
    ['SUPER in some stores only', { roles: ['REDEEMER', 'SUPER'], storeIds: ['a'] }, 'storeIds'],
    ['too many stores', { roles: ['REDEEMER'], storeIds: tooMany }, 'storeIds'],
  ])('refuses %s', (_what, place, field) => {
    expect(() => checkedPlace(place)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', field: [field] }));
  });
});
