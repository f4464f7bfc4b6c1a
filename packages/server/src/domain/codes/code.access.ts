import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { boundStoresOf, type Actor } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';

type Acting = Pick<DomainContext, 'actor'>;
type CodeFilter = Prisma.CodeWhereInput & { merchantId: string };

/** The codes that the actor may find by their number: a user its own, a program or person all of the merchant. */
export function findableCodes(ctx: Acting): CodeFilter {
  const merchantId = merchantIdOf(ctx);
  if (ctx.actor.kind === 'user') return { merchantId, openid: ctx.actor.openid };
  assertMay(ctx, 'codes:read');
  return { merchantId };
}

/** The codes that the actor may list: those that it may find, but staff only what is used up, in their stores. */
export const visibleCodes = (ctx: Acting): CodeFilter => ({
  ...findableCodes(ctx),
  ...(isStaff(ctx.actor) ? { redemptions: { some: { reversal: null, ...inBoundStores(ctx.actor) } } } : {}),
});

// A list of unused numbers would let whoever stands at a till redeem them all.
const isStaff = (actor: Actor): boolean => actor.kind === 'person' && actor.role === 'STAFF';

function inBoundStores(actor: Actor): { storeId?: { in: string[] } } {
  const bound = boundStoresOf(actor);
  return bound ? { storeId: { in: [...bound] } } : {};
}

/** The lines of a code's history that the actor may read: not what happened in stores other than those that bind it. */
export function visibleCodeChanges({ actor }: Acting): Prisma.CodeHistoryWhereInput {
  const bound = boundStoresOf(actor);
  return bound ? { OR: [{ storeId: null }, { storeId: { in: [...bound] } }] } : {};
}
