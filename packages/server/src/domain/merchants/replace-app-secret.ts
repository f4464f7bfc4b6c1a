import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { hashToken } from '../kit/secrets.ts';
import { inTransaction } from '../kit/transaction.ts';

/**
 * Gives the merchant a new app secret, shown this once; the old one is dead. Access tokens that were issued go on.
 * @throws NotAllowedError unless an operator asks, NotFoundError
 */
export async function replaceAppSecret(ctx: DomainContext): Promise<{ appSecret: string }> {
  assertMay(ctx, 'merchants:write');
  const id = merchantIdOf(ctx);
  const appSecret = ctx.random(16).toString('hex');
  return inTransaction(ctx, async (tx) => {
    const data = { appSecretHash: hashToken(appSecret), updatedAt: ctx.now() };
    const { count } = await tx.merchant.updateMany({ where: { id }, data });
    if (count === 0) throw new NotFoundError('merchant');
    await announce(tx, ctx, { type: 'merchant.secret_replaced', data: {} });
    return { appSecret };
  });
}
