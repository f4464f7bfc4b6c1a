import type { Merchant } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError, NotFoundError } from '../kit/errors.ts';
import { isStorableTime } from '../kit/time.ts';
import { inTransaction } from '../kit/transaction.ts';
import { findMerchantByAppId } from './merchant.queries.ts';

export type FastReviewOrder = {
  appId: string;
  /** Until then the merchant's cards wait for an operator; null: FAST is open. */
  closedUntil: Date | null;
};

/**
 * Closes the FAST review channel of a merchant until a time, or opens it (M4). What is being reviewed goes on.
 * Saying the same again changes nothing.
 * @throws NotAllowedError unless an operator asks, NotFoundError, InvalidInputError
 */
export async function setFastReview(ctx: DomainContext, { appId, closedUntil }: FastReviewOrder): Promise<Merchant> {
  assertMay(ctx, 'merchants:write');
  if (closedUntil !== null && !isStorableTime(closedUntil)) throw new InvalidInputError(['closedUntil'], 'No time');
  return inTransaction(ctx, async (tx) => {
    const merchant = await findMerchantByAppId({ ...ctx, tx }, appId);
    if (merchant === null) throw new NotFoundError('merchant', ['appId']);
    if (merchant.fastReviewClosedUntil?.getTime() === closedUntil?.getTime()) return merchant;
    const data = { fastReviewClosedUntil: closedUntil, updatedAt: ctx.now() };
    const updated = await tx.merchant.update({ where: { id: merchant.id }, data });
    await announce(tx, ctx, {
      type: 'merchant.fast_review_set',
      merchantId: merchant.id,
      data: { closedUntil: closedUntil?.toISOString() ?? null },
    });
    return updated;
  });
}
