import type { Prisma, Redemption } from '../../generated/prisma/client.ts';
import { assertMay, may, merchantIdOf } from '../kit/access.ts';
import { boundStoresOf, staffRolesOf } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';

/** The redemptions that the actor may read: all of the merchant, or those in the stores that bind the actor. */
export function visibleRedemptions(
  ctx: Pick<DomainContext, 'actor'>,
): Prisma.RedemptionWhereInput & { merchantId: string } {
  assertMay(ctx, 'redemptions:read');
  const bound = boundStoresOf(ctx.actor);
  return { merchantId: merchantIdOf(ctx), ...(bound ? { storeId: { in: [...bound] } } : {}) };
}

/**
 * The redemptions that an actor who may redeem may take back (R5): those of its merchant, or in the stores that bind
 * it. Of staff only SUPER take them back (W4).
 */
export function reversibleRedemptions(
  ctx: Pick<DomainContext, 'actor'>,
): Prisma.RedemptionWhereInput & { merchantId: string } {
  const { actor } = ctx;
  if (actor.kind === 'person' && actor.role === 'STAFF' && !staffRolesOf(actor).includes('SUPER'))
    throw new NotAllowedError('Owners, managers and SUPER staff take redemptions back');
  const bound = boundStoresOf(actor);
  return { merchantId: merchantIdOf(ctx), ...(bound ? { storeId: { in: [...bound] } } : {}) };
}

/** The stores whose redemptions the actor follows, narrowed to one if it is named; undefined: any, also none. */
export function storesToFollow(
  ctx: Pick<DomainContext, 'actor'>,
  storeId: string | null | undefined,
): readonly string[] | undefined {
  const bound = boundStoresOf(ctx.actor);
  if (!storeId) return bound ?? undefined;
  return bound === null || bound.includes(storeId) ? [storeId] : [];
}

/**
 * The store's verification code of a redemption that the caller has been shown: it is good again tomorrow, so it is for
 * who may redeem, and for the user who named it.
 */
export const verificationCodeSeenBy = (
  { actor }: Pick<DomainContext, 'actor'>,
  { openid, verificationCode }: Redemption,
): string | null => {
  const isOwn = actor.kind === 'user' && actor.openid === openid;
  return isOwn || may(actor, 'redemptions:write') ? verificationCode : null;
};
