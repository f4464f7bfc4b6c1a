import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { boundStoresOf } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';

/** The placements that the actor may see; who is bound to stores sees those of its stores (W4). */
export function visiblePlacements(ctx: Pick<DomainContext, 'actor'>): Prisma.PlacementWhereInput {
  assertMay(ctx, 'placements:read');
  return { merchantId: merchantIdOf(ctx), ...boundPlacements(ctx) };
}

/** Narrows to the stores that bind the actor. */
export function boundPlacements({ actor }: Pick<DomainContext, 'actor'>): Prisma.PlacementWhereInput {
  const storeIds = boundStoresOf(actor);
  return storeIds === null ? {} : { storeId: { in: [...storeIds] } };
}
