import type { Merchant } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError, NotFoundError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { findMerchantByAppId } from './merchant.queries.ts';

export type MessageQuotaOrder = {
  appId: string;
  /** Broadcasts that one user may get in a month of the merchant's zone; 0: none. */
  monthlyMessageQuota: number;
};

const MOST_A_MONTH = 1_000;

/**
 * Sets how many broadcasts one user may get from a merchant in a month (B9); what was sent this month counts.
 * Saying the same again changes nothing.
 * @throws NotAllowedError unless an operator asks, NotFoundError, InvalidInputError
 */
export async function setMessageQuota(ctx: DomainContext, order: MessageQuotaOrder): Promise<Merchant> {
  assertMay(ctx, 'merchants:write');
  const { appId, monthlyMessageQuota } = order;
  if (!Number.isInteger(monthlyMessageQuota) || monthlyMessageQuota < 0 || monthlyMessageQuota > MOST_A_MONTH)
    throw new InvalidInputError(['monthlyMessageQuota'], `0 to ${MOST_A_MONTH}`);
  return inTransaction(ctx, async (tx) => {
    const merchant = await findMerchantByAppId({ ...ctx, tx }, appId);
    if (merchant === null) throw new NotFoundError('merchant', ['appId']);
    if (merchant.monthlyMessageQuota === monthlyMessageQuota) return merchant;
    const data = { monthlyMessageQuota, updatedAt: ctx.now() };
    const updated = await tx.merchant.update({ where: { id: merchant.id }, data });
    await announce(tx, ctx, {
      type: 'merchant.message_quota_set',
      merchantId: merchant.id,
      data: { monthlyMessageQuota },
    });
    return updated;
  });
}
