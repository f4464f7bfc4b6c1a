export { announce, announceAll } from './announce.ts';
export { archiveNextEvents } from './archive-events.ts';
export type { EventPayloads, EventSubject, EventType, NewEvent } from './catalogue.ts';
export { eventDataSeenBy, visibleEvents } from './event.access.ts';
export { readEventArchives } from './event-archives.queries.ts';
export {
  assertNotArchived,
  type EventChoice,
  eventSpanOf,
  latestSequences,
  readEventPage,
} from './event-pages.queries.ts';
export { topicsChosenBy, topicsOf } from './event-topics.rules.ts';
export { EVENT_TYPES, isEventType } from './event-types.ts';
export { CursorExpiredError } from './events.errors.ts';
export type { AwaitedSpan, EventArchives, WakeUpOptions, WakeUps } from './events.ports.ts';
export { type Event, type EventFeed, type FeedPlace, followEvents } from './follow-events.ts';
export { sequenceEvents } from './sequence-events.ts';
