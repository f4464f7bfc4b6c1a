import { dropLookups, endSignIns, worksNowhere } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { getManagedStaff } from './staff.store.ts';

/**
 * Ends what somebody was here (W4), at once: role, device keys and, unless they also work elsewhere, sessions and open
 * links. What they redeemed stays on record. Throws NotFoundError, NotAllowedError.
 */
export async function removeStaff(ctx: DomainContext, { staffId }: { staffId: string }): Promise<{ staffId: string }> {
  assertMay(ctx, 'staff:write');
  await inTransaction(ctx, async (tx) => {
    const inside = { ...ctx, tx };
    const { person, held } = await getManagedStaff(tx, inside, staffId);
    const place = { personId: staffId, merchantId: merchantIdOf(ctx) };
    await tx.personRole.delete({ where: { personId_merchantId: place } });
    await tx.staffDevice.deleteMany({ where: place });
    const roles = person.roles.filter((role) => role !== held);
    if (worksNowhere({ ...person, roles })) await endSignIns(tx, { personId: staffId, at: ctx.now() });
    await announce(tx, inside, { type: 'person.role_removed', data: { personId: staffId, role: held.role } });
  });
  dropLookups(ctx);
  return { staffId };
}
