import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { boundStoresOf } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';

/** Messages go to users of all stores: who is bound to some sends none (W4). Throws NotAllowedError. */
export function assertAllStores({ actor }: Pick<DomainContext, 'actor'>): void {
  if (boundStoresOf(actor) !== null)
    throw new NotAllowedError('This credential is bound to certain stores, and messages are of all');
}

/** The broadcasts of the actor's merchant; none for who is bound to stores. */
export function visibleBroadcasts(
  ctx: Pick<DomainContext, 'actor'>,
): Prisma.BroadcastWhereInput & { merchantId: string } {
  assertMay(ctx, 'messages:read');
  const isBound = boundStoresOf(ctx.actor) !== null;
  return { merchantId: merchantIdOf(ctx), ...(isBound ? { id: { in: [] } } : {}) };
}
