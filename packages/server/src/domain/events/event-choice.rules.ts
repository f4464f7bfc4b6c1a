import type { EventChoice } from './event-pages.queries.ts';

type Told = {
  type: string;
  cardId: string | null;
  codeId: string | null;
  storeId: string | null;
  openid: string | null;
};

const holds = (wanted: readonly string[] | undefined, value: string | null): boolean =>
  wanted === undefined || (value !== null && wanted.includes(value));

/** Whether a follower wants this event; the same choice as the database makes. */
export const isChosen = (event: Told, { types, cardIds, codeId, storeIds, openid, or }: EventChoice): boolean =>
  (holds(types, event.type) &&
    holds(cardIds, event.cardId) &&
    (codeId === undefined || event.codeId === codeId) &&
    holds(storeIds, event.storeId) &&
    (openid === undefined || event.openid === openid)) ||
  (or !== undefined && isChosen(event, or));

/**
 * The events without those that a later one makes stale, in their order. `topicOf` names what an event tells the newest
 * of; null: each of its kind counts.
 */
export function latestOf<E>(events: readonly E[], topicOf: (event: E) => string | null): E[] {
  const last = new Map(events.map((event) => [topicOf(event), event]));
  return events.filter((event) => {
    const topic = topicOf(event);
    return topic === null || last.get(topic) === event;
  });
}
