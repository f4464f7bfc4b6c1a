export { announce } from './announce.ts';
export type { EventPayloads, EventSubject, EventType, NewEvent } from './catalogue.ts';
export { visibleEvents } from './event.access.ts';
export { sequenceEvents } from './sequence-events.ts';
