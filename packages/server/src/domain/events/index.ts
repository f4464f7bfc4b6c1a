export { announce, announceAll } from './announce.ts';
export type { EventPayloads, EventSubject, EventType, NewEvent } from './catalogue.ts';
export { eventDataSeenBy, visibleEvents } from './event.access.ts';
export { type EventChoice, latestSequences, readEventPage } from './event-pages.queries.ts';
export { type Event, type EventFeed, type FeedPlace, followEvents } from './follow-events.ts';
export { sequenceEvents } from './sequence-events.ts';
