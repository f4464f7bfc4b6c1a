import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, may, merchantIdOf } from '../kit/access.ts';
import { boundStoresOf } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';

type Acting = Pick<DomainContext, 'actor'>;

/**
 * The staff that the actor may see (W4): those of its merchant, or of them whoever acts in a store that binds the actor.
 * Staff who manage nobody see themselves.
 */
export function visibleStaff(ctx: Acting): Prisma.PersonWhereInput {
  const { actor } = ctx;
  const isPlain = actor.kind === 'person' && actor.role === 'STAFF' && !may(actor, 'staff:write');
  if (!isPlain) assertMay(ctx, 'staff:write');
  const bound = boundStoresOf(actor);
  const place = { merchantId: merchantIdOf(ctx), role: 'STAFF' } as const;
  const there = isPlain || bound === null ? place : { ...place, storeIds: { hasSome: [...bound] } };
  return { ...(isPlain ? { id: actor.id } : {}), roles: { some: there } };
}
