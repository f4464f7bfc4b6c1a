import { assertMayGrantRole, assertPerson, dropLookups, mayMakeSignInLink } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { staffRolesOf, type StaffRoleName } from '../kit/actor.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { findStoresByIds } from '../stores/index.ts';
import { checkedPlace } from './staff.rules.ts';
import { getManagedStaff, type HeldStaff } from './staff.store.ts';

type Given<T> = T | null | undefined;

export type UpdateStaffInput = {
  staffId: string;
  name?: Given<string>;
  roles?: Given<readonly StaffRoleName[]>;
  /** Empty: every store. */
  storeIds?: Given<readonly string[]>;
};

/**
 * Changes what staff are called, what they do and where (W4); what is absent stays. It counts from their next request on.
 *
 * Throws NotFoundError for staff or stores that are not the merchant's, InvalidInputError, NotAllowedError.
 */
export async function updateStaff(ctx: DomainContext, input: UpdateStaffInput): Promise<{ staffId: string }> {
  assertMay(ctx, 'staff:write');
  const { staffId } = input;
  await inTransaction(ctx, async (tx) => {
    const inside = { ...ctx, tx };
    const staff = await getManagedStaff(tx, inside, staffId);
    await rename(tx, inside, { staff, name: input.name });
    const place = checkedPlace({
      roles: input.roles ?? staffRolesOf(staff.held),
      storeIds: input.storeIds ?? staff.held.storeIds,
    });
    assertMayGrantRole(ctx.actor, { role: 'STAFF', ...place });
    // Those that bind them already may have been deleted since.
    await findStoresByIds(inside, { ids: place.storeIds.filter((id) => !staff.held.storeIds.includes(id)) });
    const id = { personId: staffId, merchantId: merchantIdOf(ctx) };
    await tx.personRole.update({ where: { personId_merchantId: id }, data: place });
    const { staffRoles, storeIds } = place;
    await announce(tx, inside, { type: 'staff.updated', data: { personId: staffId, roles: staffRoles, storeIds } });
  });
  dropLookups(ctx);
  return { staffId };
}

type Renaming = { staff: HeldStaff; name: Given<string> };

async function rename(tx: Tx, ctx: DomainContext, { staff: { person }, name }: Renaming): Promise<void> {
  if (typeof name !== 'string' || name.trim() === person.name) return;
  assertPerson({ login: person.login, name });
  if (!mayMakeSignInLink(ctx.actor, person))
    throw new NotAllowedError('This person also works elsewhere, under this name', { field: ['name'] });
  await tx.person.update({ where: { id: person.id }, data: { name: name.trim() } });
}
