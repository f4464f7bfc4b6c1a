export { cancelDraw } from './cancel-draw.ts';
export { QueuedError } from './draw.errors.ts';
export { findDraw, findOwnEntry, publishedEntries, type PublishedEntry } from './draw.queries.ts';
export { type DrawPhase, phaseOf, ticketSourceOf } from './draw.rules.ts';
export { enterDraw, findLiveDraw, judgeByDraw } from './enter-draw.ts';
export { runNextDraw } from './run-draw.ts';
export { type DrawOrder, scheduleDraw } from './schedule-draw.ts';
