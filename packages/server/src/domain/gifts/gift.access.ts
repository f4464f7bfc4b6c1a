import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { isGiftToken } from './gift.rules.ts';

type Acting = Pick<DomainContext, 'actor'>;

/** The gifts that the actor may read: a user those that it gave, a program or person all of the merchant. */
export function visibleGifts(ctx: Acting): Prisma.GiftWhereInput & { merchantId: string } {
  const merchantId = merchantIdOf(ctx);
  if (ctx.actor.kind === 'user') return { merchantId, openid: ctx.actor.openid };
  assertMay(ctx, 'claims:read');
  return { merchantId };
}

/** The gift of a link: whoever holds the token may see its face. */
export const giftOfToken = (ctx: Acting, token: string): Prisma.GiftWhereInput => ({
  merchantId: merchantIdOf(ctx),
  token: isGiftToken(token) ? token : '',
});
