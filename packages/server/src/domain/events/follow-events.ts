import type { Event } from '../../generated/prisma/client.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { isChosen, latestOf } from './event-choice.rules.ts';
import { assertNotArchived, type EventChoice, type EventPage, readEventPage } from './event-pages.queries.ts';

export type { Event };

/** A follower's place in the live feed of a merchant. Closed by who opened it. */
export type FeedPlace = {
  /** Number of the latest event. */
  head(): bigint;
  /** What came after, from memory; null when memory does not reach back so far. */
  recent(after: bigint): readonly Event[] | null;
  /**
   * Resolves when there may be chosen events after `after`, when the signal aborts, or when the feed ends; with the
   * number up to which there are none for sure.
   */
  changed(after: bigint, signal: AbortSignal): Promise<bigint>;
  isOver(): boolean;
  close(): void;
};

/** Tells of new events as they get their numbers. `compose.ts` hands in who does. */
export type EventFeed = { open(merchantId: string, choice: EventChoice): Promise<FeedPlace> };

/** Events in their order, as many at a time as are there; ends when the signal aborts or the feed is over. */
export type EventStream = AsyncGenerator<readonly Event[], void, undefined>;

export type Following = {
  choice: EventChoice;
  /** Number of the last event that the caller has; null: only what comes from now on. */
  after: bigint | null;
  signal: AbortSignal;
  /** Where only the newest counts: what an event tells the newest of; null: each counts. Absent: each of all counts. */
  topicOf?: ((event: Event) => string | null) | undefined;
};

/**
 * The chosen events of the actor's merchant after a number, then those that come, without gap or double (E1, E2).
 * Nothing is buffered for a slow reader: it reads on from the table. Callers check the scope for what they choose.
 * Throws InvalidInputError for a number that was never given out, CursorExpiredError, also later, for one whose
 * successors are archived.
 */
export async function followEvents(ctx: DomainContext, following: Following): Promise<EventStream> {
  const merchantId = merchantIdOf(ctx);
  const place = await ctx.ports.events.feed.open(merchantId, following.choice);
  // A stream that is given up before its first event never reaches its own end.
  if (following.signal.aborted) place.close();
  else following.signal.addEventListener('abort', () => place.close(), { once: true });
  const after = following.after ?? place.head();
  try {
    if (following.after !== null) await assertGivenOut(ctx, merchantId, after);
  } catch (error) {
    place.close();
    throw error;
  }
  return readOn(ctx, { merchantId, place, following, after });
}

type Start = { merchantId: string; place: FeedPlace; following: Following; after: bigint };

async function* readOn(ctx: DomainContext, { merchantId, place, following, after }: Start): EventStream {
  const { choice, signal, topicOf } = following;
  let position = after;
  try {
    while (!signal.aborted && !place.isOver()) {
      const ask = { merchantId, place, after: position, choice };
      const page = recentPage(ask) ?? (await tablePage(ctx, ask));
      const events = topicOf ? latestOf(page.events, topicOf) : page.events;
      if (events.length > 0) yield events;
      if (page.upTo > position) position = page.upTo;
      if (position >= place.head()) position = await place.changed(position, signal);
    }
  } finally {
    place.close();
  }
}

/** The feed may be a moment behind the table; a number beyond the table is no place to go on from. */
async function assertGivenOut(ctx: DomainContext, merchantId: string, after: bigint): Promise<void> {
  const { lastSequence } = await assertNotArchived(ctx.prisma, merchantId, after);
  if (after > lastSequence) throw new InvalidInputError(['after'], 'No event has this number yet');
}

type Ask = { merchantId: string; place: FeedPlace; after: bigint; choice: EventChoice };

/** From memory; null when that does not reach back so far. */
function recentPage({ place, after, choice }: Ask): EventPage | null {
  const recent = place.recent(after);
  if (recent === null) return null;
  return { events: recent.filter((event) => isChosen(event, choice)), upTo: recent.at(-1)?.sequence ?? place.head() };
}

async function tablePage({ prisma }: DomainContext, { place, ...ask }: Ask): Promise<EventPage> {
  const page = await readEventPage(prisma, { ...ask, head: place.head() });
  await assertNotArchived(prisma, ask.merchantId, ask.after);
  return page;
}
