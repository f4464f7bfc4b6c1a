import type { Merchant } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { actorIdOf, assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { merchantOf } from './merchant.queries.ts';
import type { PermissionName } from './merchant.rules.ts';

/**
 * Grants an advanced permission (M3) to the merchant that the operator acts in. Granting again changes nothing.
 * @throws NotAllowedError, NotFoundError
 */
export async function grantPermission(ctx: DomainContext, input: { permission: PermissionName }): Promise<Merchant> {
  assertMay(ctx, 'merchants:write');
  return inTransaction(ctx, async (tx) => {
    const merchant = await merchantOf({ ...ctx, tx });
    const { permission } = input;
    const grantedBy = actorIdOf(ctx.actor) ?? 'system';
    const grant = { merchantId: merchant.id, permission, grantedAt: ctx.now(), grantedBy };
    const { count } = await tx.merchantPermissionGrant.createMany({ data: [grant], skipDuplicates: true });
    if (count === 1) await announce(tx, ctx, { type: 'permission.granted', data: { permission } });
    return merchant;
  });
}
