import type { Store } from '../../generated/prisma/client.ts';
import { may } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { prefixOf } from '../kit/ids.ts';
import { publicCards, visibleCards } from './card.access.ts';

/** The stores that a card of the actor's merchant names, oldest first. */
export function storesOfCard(ctx: DomainContext, cardId: string): Promise<Store[]> {
  return clientOf(ctx).store.findMany({
    where: { cards: { some: { card: { ...visibleCards(ctx), id: cardId } } } },
    orderBy: { poiId: 'asc' },
  });
}

/**
 * In which stores a card that the caller may see can be redeemed: in all of the moment (S4), which holds for a card that names none
 * too, or in those it names. Null: there is no such card.
 */
export async function findApplying(ctx: DomainContext, cardId: string): Promise<'ALL_STORES' | 'NAMED_STORES' | null> {
  if (prefixOf(cardId) !== 'card') return null;
  const seen = may(ctx.actor, 'cards:read') ? visibleCards(ctx) : publicCards(ctx);
  const card = await clientOf(ctx).card.findFirst({
    where: { AND: [seen, { id: cardId }] },
    select: { usesAllStores: true, stores: { take: 1 } },
  });
  if (!card) return null;
  return card.usesAllStores || card.stores.length === 0 ? 'ALL_STORES' : 'NAMED_STORES';
}
