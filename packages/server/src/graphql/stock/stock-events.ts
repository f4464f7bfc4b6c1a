import { publicCards, visibleCards } from '../../domain/cards/index.ts';
import type { Event } from '../../domain/events/index.ts';
import { may } from '../../domain/kit/access.ts';
import type { DomainContext } from '../../domain/kit/context.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';

/** Events that change what is left of a card. */
export const STOCK_EVENTS = ['card.claimed', 'card.stock_changed'] as const;

const MOST_CARDS = 50;

/** Throws {@link InvalidInputError} for more cards than one stream follows. */
export function assertFewCards(cardIds: readonly string[]): void {
  if (cardIds.length > MOST_CARDS) throw new InvalidInputError(['cardIds'], `At most ${MOST_CARDS}`);
}

/** Of these cards those whose stock the caller may see: of the public ones anybody, of all who reads cards. */
export async function cardsInSight(domain: DomainContext, cardIds: readonly string[]): Promise<string[]> {
  const seen = may(domain.actor, 'cards:read') ? visibleCards(domain) : publicCards(domain);
  const where = { AND: [seen, { id: { in: [...cardIds] } }] };
  return (await domain.prisma.card.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

/** Only the newest stock of a card counts. */
export const stockTopicOf = ({ cardId }: Pick<Event, 'cardId'>): string | null => cardId;
