import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { type Actor, boundStoresOf } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';

type Acting = Pick<DomainContext, 'actor'>;

/** The messages in the inbox of the user who asks. */
export function ownInbox({ actor }: Acting): Prisma.MessageWhereInput & { merchantId: string } {
  if (actor.kind !== 'user') throw new NotAllowedError('Only users have an inbox');
  return { merchantId: actor.merchantId, recipient: 'USER', openid: actor.openid };
}

/** The notices that the actor may see; who is bound to stores sees those of its stores and those of all (W4). */
export function visibleNotices(ctx: Acting): Prisma.MessageWhereInput & { merchantId: string } {
  assertMay(ctx, 'notices:read');
  const storeIds = boundStoresOf(ctx.actor);
  const bound = storeIds === null ? {} : { OR: [{ storeId: null }, { storeId: { in: [...storeIds] } }] };
  return { merchantId: merchantIdOf(ctx), recipient: 'PEOPLE', ...bound };
}

/** Whose reading counts: a person who signed in. Programs read notices without marking any; null. */
export function readerOf(actor: Actor): string | null {
  if (actor.kind === 'person') return actor.id;
  return actor.kind === 'operator' && actor.sessionId !== undefined ? actor.id : null;
}
