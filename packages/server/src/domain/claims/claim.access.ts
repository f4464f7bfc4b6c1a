import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';

/** The claims that the actor may read: a user its own, a program or person all of the merchant. */
export function visibleClaims(ctx: Pick<DomainContext, 'actor'>): Prisma.ClaimWhereInput & { merchantId: string } {
  const merchantId = merchantIdOf(ctx);
  if (ctx.actor.kind === 'user') return { merchantId, openid: ctx.actor.openid };
  assertMay(ctx, 'claims:read');
  return { merchantId };
}
