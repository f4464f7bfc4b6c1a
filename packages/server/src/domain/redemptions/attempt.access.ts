import type { Prisma, RedemptionAttempt } from '../../generated/prisma/client.ts';
import { assertMay, may, merchantIdOf } from '../kit/access.ts';
import { boundStoresOf } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';

type Acting = Pick<DomainContext, 'actor'>;

/** The refused redemptions that the actor may read: all of the merchant, or those in the stores that bind the actor. */
export function visibleAttempts(ctx: Acting): Prisma.RedemptionAttemptWhereInput & { merchantId: string } {
  assertMay(ctx, 'redemptions:read');
  const bound = boundStoresOf(ctx.actor);
  return { merchantId: merchantIdOf(ctx), ...(bound ? { storeId: { in: [...bound] } } : {}) };
}

/**
 * The number of an attempt that the actor sees: a refused number may be good elsewhere or tomorrow, so it is for who reads
 * codes, and of staff for who typed it.
 */
export function numberSeenBy({ actor }: Acting, { value, actorId }: RedemptionAttempt): string | null {
  if (!may(actor, 'codes:read')) return null;
  const isOthers = actor.kind === 'person' && actor.role === 'STAFF' && actorId !== actor.id;
  return isOthers ? null : value;
}
