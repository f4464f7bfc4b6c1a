import type { EventChoice } from './event-pages.queries.ts';

type Told = { type: string; cardId: string | null; storeId: string | null; openid: string | null };

const holds = (wanted: readonly string[] | undefined, value: string | null): boolean =>
  wanted === undefined || (value !== null && wanted.includes(value));

/** Whether a follower wants this event; the same choice as the database makes. */
export const isChosen = (event: Told, { types, cardIds, storeIds, openid }: EventChoice): boolean =>
  holds(types, event.type) &&
  holds(cardIds, event.cardId) &&
  holds(storeIds, event.storeId) &&
  (openid === undefined || event.openid === openid);
