import { type EventChoice, type Event, followEvents } from '../../domain/events/index.ts';
import type { GraphqlContext } from '../context.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

/** An event on its way to a subscriber: what a subscription yields. Transports read `cursor` only. */
export type LiveEvent = { cursor: string; event: Event };

/** Order of the event table; the cursors of `events` and of its subscriptions are the same. */
export const EVENT_ORDER = 'SEQUENCE ASC';

const cursorOf = ({ sequence, id }: Event): string => encodeCursor(EVENT_ORDER, { value: sequence ?? 0n, id });

function numberOf(cursor: string): bigint {
  const { value } = decodeCursor(cursor, { sort: EVENT_ORDER, kind: 'bigint', argument: 'after' });
  return typeof value === 'bigint' ? value : 0n;
}

/** How cursors of one stream are written and read. */
export type CursorForm = { cursorOf: (event: Event) => string; numberOf: (cursor: string) => bigint };

/** Follows the chosen events after the transport's cursor, else after `after`, else from now on. */
export async function follow(
  { domain, following }: GraphqlContext,
  choice: EventChoice,
  { after, form = { cursorOf, numberOf } }: { after: string | null | undefined; form?: CursorForm },
): Promise<AsyncGenerator<LiveEvent, void, undefined>> {
  const cursor = following.resumeAfter ?? after ?? null;
  const place = cursor === null ? null : form.numberOf(cursor);
  return told(await followEvents(domain, { choice, after: place, signal: following.signal }), form);
}

async function* told(
  events: AsyncIterable<Event>,
  { cursorOf: write }: CursorForm,
): AsyncGenerator<LiveEvent, void, undefined> {
  for await (const event of events) yield { cursor: write(event), event };
}

/** A text in the data of an event, by its name in the catalogue. */
export function textIn({ data }: Event, name: string): string {
  const value: unknown = Reflect.get(Object(data), name);
  if (typeof value === 'string') return value;
  throw new Error(`The event has no ${name}`);
}
