import type { Event, Prisma } from '../../generated/prisma/client.ts';
import { assertMay, may, merchantIdOf } from '../kit/access.ts';
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

/**
 * What an event that the actor has been shown carries: a store's verification code is good again tomorrow, so it is for
 * who may redeem; others find null.
 */
export function eventDataSeenBy({ actor }: Pick<DomainContext, 'actor'>, { data }: Pick<Event, 'data'>): Event['data'] {
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  if (!isObject || !('verificationCode' in data) || may(actor, 'redemptions:write')) return data;
  return { ...data, verificationCode: null };
}
