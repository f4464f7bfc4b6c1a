import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { boundStoresOf } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';

type Acting = Pick<DomainContext, 'actor'>;

const bound = (ctx: Acting): Prisma.StoreWhereInput => {
  const storeIds = boundStoresOf(ctx.actor);
  return storeIds ? { id: { in: [...storeIds] } } : {};
};

/** The stores that the actor may see: its merchant's, without deleted ones, and only those that bind it. */
export function visibleStores(ctx: Acting): Prisma.StoreWhereInput {
  assertMay(ctx, 'stores:read');
  return { merchantId: merchantIdOf(ctx), deletedAt: null, ...bound(ctx) };
}

/** The stores that a verb may change for the actor; the verb has asked for the scope. */
export const editableStores = (ctx: Acting): Prisma.StoreWhereInput => ({
  merchantId: merchantIdOf(ctx),
  deletedAt: null,
  ...bound(ctx),
});

/** A credential for certain stores can't add others. */
export function assertUnboundStores(ctx: Acting): void {
  if (boundStoresOf(ctx.actor))
    throw new NotAllowedError('This credential is bound to certain stores and can add none');
}
