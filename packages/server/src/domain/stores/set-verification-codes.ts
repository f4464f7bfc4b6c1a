import type { Store } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import { boundStoresOf } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { editableStores } from './store.access.ts';
import { parseVerificationCodes } from './verification-code.rules.ts';

/**
 * Names the verification codes of a store (R4): these and no others, 1 to 20. Users name one of them when they redeem a
 * code there themselves. Throws NotFoundError, InvalidInputError, NotAllowedError.
 */
export async function setVerificationCodes(
  ctx: DomainContext,
  { storeId, codes: given }: { storeId: string; codes: readonly string[] },
): Promise<Store> {
  assertMay(ctx, 'stores:write');
  const verificationCodes = parseVerificationCodes(given);
  return inTransaction(ctx, async (tx) => {
    const where = { AND: [editableStores(ctx), { id: storeId }] };
    const changed = await tx.store.updateMany({ where, data: { verificationCodes, updatedAt: ctx.now() } });
    if (changed.count === 0) throw new NotFoundError('store', ['storeId']);
    const count = verificationCodes.length;
    await announce(tx, ctx, { type: 'store.verification_codes_set', storeId, data: { count } });
    return tx.store.findUniqueOrThrow({ where: { id: storeId } });
  });
}

/** The verification codes of a store that the caller has been shown; none to who is bound to other stores. */
export function verificationCodesSeenBy(ctx: Pick<DomainContext, 'actor'>, store: Store): string[] {
  assertMay(ctx, 'redemptions:write');
  const bound = boundStoresOf(ctx.actor);
  return bound === null || bound.includes(store.id) ? store.verificationCodes : [];
}
