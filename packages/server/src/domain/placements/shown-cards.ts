import type { Card } from '../../generated/prisma/client.ts';
import { SHOWN_CARDS } from '../cards/index.ts';

type Entry = { position: number; card: Pick<Card, 'id' | 'status'> };

/**
 * What a placement shows of its cards: in their order, without what users may not see, and each once, because several
 * entries of one card (each with a code or a user of its own) are one coupon to who looks at it.
 */
export function shownCardsOf<E extends Entry>(entries: readonly E[]): E[] {
  const shown = entries
    .toSorted((one, other) => one.position - other.position)
    .filter(({ card }) => SHOWN_CARDS.status.in.some((status) => status === card.status));
  return [...new Map(shown.toReversed().map((entry) => [entry.card.id, entry] as const)).values()].toReversed();
}
