import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { boundStoresOf } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';

/** The redemptions that the actor may read: all of the merchant, or those in the stores that bind the actor. */
export function visibleRedemptions(
  ctx: Pick<DomainContext, 'actor'>,
): Prisma.RedemptionWhereInput & { merchantId: string } {
  assertMay(ctx, 'redemptions:read');
  const bound = boundStoresOf(ctx.actor);
  return { merchantId: merchantIdOf(ctx), ...(bound ? { storeId: { in: [...bound] } } : {}) };
}
