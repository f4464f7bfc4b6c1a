import type { StaffRoleName } from '../kit/actor.ts';
import { InvalidInputError } from '../kit/errors.ts';

/** What staff do and where (W4). */
export type StaffPlace = {
  roles: readonly StaffRoleName[];
  /** Empty: every store. */
  storeIds: readonly string[];
};

const MOST_STORES = 100;

/** Each role and store once. Throws InvalidInputError: staff do something, and SUPER does it everywhere. */
export function checkedPlace(place: StaffPlace): { staffRoles: StaffRoleName[]; storeIds: string[] } {
  const staffRoles = [...new Set(place.roles)];
  const storeIds = [...new Set(place.storeIds)];
  if (staffRoles.length === 0) throw new InvalidInputError(['roles'], 'Say what they do', 'MISSING');
  if (storeIds.length > MOST_STORES)
    throw new InvalidInputError(['storeIds'], `At most ${MOST_STORES} stores`, 'TOO_LONG');
  if (staffRoles.includes('SUPER') && storeIds.length > 0)
    throw new InvalidInputError(['storeIds'], 'SUPER redeems in every store and is bound to none');
  return { staffRoles, storeIds };
}
