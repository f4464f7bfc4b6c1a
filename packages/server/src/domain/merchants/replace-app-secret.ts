import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { hashToken } from '../kit/secrets.ts';
import { inTransaction } from '../kit/transaction.ts';

/**
 * Gives the merchant a new app secret, shown this once; the old one is dead. Access tokens that were issued go on. A
 * secret that is given, instead of drawn, may be the one that the merchant has: then nothing changes.
 * @throws NotAllowedError unless an operator asks, NotFoundError
 */
export async function replaceAppSecret(
  ctx: DomainContext,
  { appSecret = ctx.random(16).toString('hex') }: { appSecret?: string } = {},
): Promise<{ appSecret: string }> {
  assertMay(ctx, 'merchants:write');
  const id = merchantIdOf(ctx);
  return inTransaction(ctx, async (tx) => {
    const appSecretHash = hashToken(appSecret);
    const merchant = await tx.merchant.findUnique({ where: { id } });
    if (merchant === null) throw new NotFoundError('merchant');
    if (merchant.appSecretHash === appSecretHash) return { appSecret };
    await tx.merchant.update({ where: { id }, data: { appSecretHash, updatedAt: ctx.now() } });
    await announce(tx, ctx, { type: 'merchant.secret_replaced', data: {} });
    return { appSecret };
  });
}
