import type { EventChoice } from './event-pages.queries.ts';

type Told = { type: string; cardId: string | null; storeId: string | null; openid: string | null };

const EVERYTHING = '*';

/**
 * Names under which a follower waits: one of them is among {@link topicsOf} of every event that it chooses. The
 * narrowest part of a choice counts, so that followers of other users and cards sleep on.
 */
export function topicsChosenBy({ types, cardIds, storeIds, openid, or }: EventChoice): readonly string[] {
  return [...narrowest({ types, cardIds, storeIds, openid }), ...(or ? topicsChosenBy(or) : [])];
}

function narrowest({ types, cardIds, storeIds, openid }: EventChoice): string[] {
  if (openid !== undefined) return [`openid ${openid}`];
  if (cardIds) return cardIds.map((id) => `card ${id}`);
  if (storeIds) return storeIds.map((id) => `store ${id}`);
  if (types) return types.map((type) => `type ${type}`);
  return [EVERYTHING];
}

/** Names under which somebody may wait for this event. */
export const topicsOf = ({ type, cardId, storeId, openid }: Told): readonly string[] => [
  EVERYTHING,
  `type ${type}`,
  ...(openid === null ? [] : [`openid ${openid}`]),
  ...(cardId === null ? [] : [`card ${cardId}`]),
  ...(storeId === null ? [] : [`store ${storeId}`]),
];
