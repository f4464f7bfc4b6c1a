import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { boundStoresOf } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';

/**
 * Events that the actor may read: numbered ones of its merchant, or those of the stores that bind it. Unnumbered ones
 * are not yet in order.
 */
export function visibleEvents(ctx: Pick<DomainContext, 'actor'>): Prisma.EventWhereInput & { merchantId: string } {
  assertMay(ctx, 'events:read');
  const bound = boundStoresOf(ctx.actor);
  return {
    merchantId: merchantIdOf(ctx),
    sequence: { not: null },
    ...(bound ? { storeId: { in: [...bound] } } : {}),
  };
}
