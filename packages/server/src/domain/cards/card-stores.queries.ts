import type { Store } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { visibleCards } from './card.access.ts';

/** The stores that a card of the actor's merchant names, oldest first. */
export function storesOfCard(ctx: DomainContext, cardId: string): Promise<Store[]> {
  return clientOf(ctx).store.findMany({
    where: { cards: { some: { card: { ...visibleCards(ctx), id: cardId } } } },
    orderBy: { poiId: 'asc' },
  });
}
