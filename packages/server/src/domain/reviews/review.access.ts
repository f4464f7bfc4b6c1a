import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';

type Acting = Pick<DomainContext, 'actor'>;

const isOfNoMerchant = ({ actor }: Acting): boolean =>
  actor.kind === 'system' || (actor.kind === 'operator' && actor.merchantId === null);

/** The reviews that the actor may read: its merchant's; for an operator who names none the open ones of all merchants. */
export function visibleReviews(ctx: Acting): Prisma.ReviewWhereInput {
  assertMay(ctx, 'cards:read');
  return isOfNoMerchant(ctx) ? { decidedAt: null } : { merchantId: merchantIdOf(ctx) };
}

/** The reviews that an operator may decide: all, or those of the merchant that is named. The verb has asked for the scope. */
export const decidableReviews = (ctx: Acting): Prisma.ReviewWhereInput =>
  isOfNoMerchant(ctx) ? {} : { merchantId: merchantIdOf(ctx) };
