import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { getManagedStaff, inviteToPhone, type PhoneInvitation } from './staff.store.ts';

/**
 * Gives staff another way in for a phone (W4), shown this once; it works once, within 24 hours. Those given before work
 * on. Throws NotFoundError, NotAllowedError.
 */
export async function inviteStaff(
  ctx: DomainContext,
  { staffId }: { staffId: string },
): Promise<{ staffId: string; invitation: PhoneInvitation }> {
  assertMay(ctx, 'staff:write');
  return inTransaction(ctx, async (tx) => {
    const inside = { ...ctx, tx };
    const { person } = await getManagedStaff(tx, inside, staffId);
    const { signInLinkId, ...invitation } = await inviteToPhone(tx, inside, person);
    await announce(tx, inside, { type: 'sign_in_link.created', data: { personId: staffId, signInLinkId } });
    return { staffId, invitation };
  });
}
