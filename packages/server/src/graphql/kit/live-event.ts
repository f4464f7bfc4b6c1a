import { setTimeout as sleep } from 'node:timers/promises';
import { CursorExpiredError, type EventChoice, type Event, followEvents } from '../../domain/events/index.ts';
import type { GraphqlContext } from '../context.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { doorError } from './door-errors.ts';

/**
 * An event on its way to a subscriber, with those that were there right after it: what a subscription yields. Who
 * delivers reads `cursor` and `later` only.
 */
export type LiveEvent = { cursor: string; event: Event; later: readonly LiveEvent[] };

/** Order of the event table; the cursors of `events` and of its subscriptions are the same. */
export const EVENT_ORDER = 'SEQUENCE ASC';

/** Of each event once: everybody who follows is told the same object. */
const cursors = new WeakMap<Event, string>();

function cursorOf(event: Event): string {
  const known = cursors.get(event);
  if (known !== undefined) return known;
  const cursor = encodeCursor(EVENT_ORDER, { value: event.sequence ?? 0n, id: event.id });
  cursors.set(event, cursor);
  return cursor;
}

function numberOf(cursor: string): bigint {
  const { value } = decodeCursor(cursor, { sort: EVENT_ORDER, kind: 'bigint', argument: 'after' });
  return typeof value === 'bigint' ? value : 0n;
}

/** The place after a number: what comes next is the first. */
const cursorAfter = (sequence: bigint): string => encodeCursor(EVENT_ORDER, { value: sequence, id: '' });

/** How cursors of one stream are written and read. */
export type CursorForm = {
  cursorOf: (event: Event) => string;
  cursorAfter: (sequence: bigint) => string;
  numberOf: (cursor: string) => bigint;
};

/** Of the list `events` in its usual order, and of the streams that show numbers. */
export const NUMBERED: CursorForm = { cursorOf, cursorAfter, numberOf };

/** Tells, beside what happened, from where a reader whose place is archived can begin (graphql.md §14). */
export async function withOldestCursor<T>(form: Pick<CursorForm, 'cursorAfter'>, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw tellingOldest(form, error);
  }
}

const tellingOldest = (form: Pick<CursorForm, 'cursorAfter'>, error: unknown): unknown =>
  error instanceof CursorExpiredError
    ? doorError('CURSOR_EXPIRED', error.message, { oldestCursor: form.cursorAfter(error.oldest) })
    : error;

/** How a stream is followed, beside what it chooses. */
export type FollowOptions = {
  after: string | null | undefined;
  form?: CursorForm;
  /** What an event tells the newest of, where older news is stale; null: each event counts. */
  topicOf?: (event: Event) => string | null;
};

/** Follows the chosen events after the transport's cursor, else after `after`, else from now on. */
export async function follow(
  { domain, following }: GraphqlContext,
  choice: EventChoice,
  { after, form = NUMBERED, topicOf }: FollowOptions,
): Promise<AsyncGenerator<LiveEvent, void, undefined>> {
  const cursor = following.resumeAfter ?? after ?? null;
  const place = cursor === null ? null : form.numberOf(cursor);
  const { signal } = following;
  const pages = await withOldestCursor(form, () => followEvents(domain, { choice, after: place, signal, topicOf }));
  return told(pages, { form, topicOf, signal });
}

/** A burst is over, or its newest is told, after this. */
const GATHER_MS = 200;
/** A reader that is far behind gets no more than this at a time. */
const MOST_TOGETHER = 32;

type Pages = AsyncGenerator<readonly Event[], void, undefined>;
type LiveEvents = AsyncGenerator<LiveEvent, void, undefined>;
type Telling = { form: CursorForm; topicOf: FollowOptions['topicOf']; signal: AbortSignal };

async function* told(pages: Pages, { form, topicOf, signal }: Telling): LiveEvents {
  const liveOf = (event: Event): LiveEvent => ({ cursor: form.cursorOf(event), event, later: [] });
  try {
    if (topicOf) yield* gathered(pages, { liveOf, topicOf, signal });
    else for await (const page of pages) yield* together(page.map(liveOf));
  } catch (error) {
    throw tellingOldest(form, error);
  }
}

type Gathering = {
  liveOf: (event: Event) => LiveEvent;
  topicOf: (event: Event) => string | null;
  signal: AbortSignal;
};

async function* gathered(pages: Pages, { liveOf, topicOf, signal }: Gathering): LiveEvents {
  for await (const page of pages)
    for (const event of page) {
      yield liveOf(event);
      // What comes meanwhile is gathered: of each topic only the newest is told.
      if (topicOf(event) !== null) await sleep(GATHER_MS, undefined, { signal }).catch(() => undefined);
    }
}

function* together(events: readonly LiveEvent[]): Generator<LiveEvent, void, undefined> {
  for (let at = 0; at < events.length; at += MOST_TOGETHER) {
    const [first, ...later] = events.slice(at, at + MOST_TOGETHER);
    if (first !== undefined) yield { ...first, later };
  }
}

/** A text in the data of an event, by its name in the catalogue. */
export function textIn({ data }: Event, name: string): string {
  const value: unknown = Reflect.get(Object(data), name);
  if (typeof value === 'string') return value;
  throw new Error(`The event has no ${name}`);
}
