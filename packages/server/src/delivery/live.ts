import {
  type Event,
  type EventFeed,
  type FeedPlace,
  latestSequences,
  readEventPage,
  topicsChosenBy,
  topicsOf,
} from '../domain/events/index.ts';
import type { DomainContext } from '../domain/kit/context.ts';
import { createWaitingRoom, type WaitingRoom } from './waiting-room.ts';

export type LiveFeed = EventFeed & {
  /** Says that events may have got numbers. Cheap, never throws; many calls make one look. */
  wake: () => void;
  /** Ends every follower. */
  stop: () => Promise<void>;
};

/** Events that are kept in memory for each merchant that is followed; who is further behind reads the table. */
const KEPT = 1_000;
/** Catches what no wake told of: events that another instance numbered. */
const POLL_MS = 500;

type Merchant = {
  head: bigint;
  /** The latest events, without a hole up to `head`. */
  kept: Event[];
  places: number;
  /** Followers that have seen all up to `head` that they chose. */
  waiting: WaitingRoom;
};

type Prisma = DomainContext['prisma'];

/**
 * Follows the event tables of the merchants that somebody follows: each new event is read once, whoever waits for it.
 * It holds no reader's backlog, so a slow one costs nothing here.
 */
export function createLiveFeed({ prisma, onError }: { prisma: Prisma; onError: (error: unknown) => void }): LiveFeed {
  const merchants = new Map<string, Merchant>();
  let isOver = false;
  const look = coalesced(async () => {
    const followed = [...merchants.keys()];
    if (followed.length === 0) return;
    const heads = await latestSequences(prisma, followed);
    for (const [merchantId, head] of heads) {
      const merchant = merchants.get(merchantId);
      if (merchant) await catchUp(prisma, { merchantId, merchant, head });
    }
  }, onError);
  let poll: NodeJS.Timeout | undefined;
  const forget = (merchantId: string): void => {
    merchants.delete(merchantId);
    if (merchants.size === 0) clearInterval(poll);
  };
  return {
    open: async (merchantId, choice) => {
      const merchant = merchants.get(merchantId) ?? (await firstPlace(prisma, merchantId));
      // Two followers may have opened at once: the first one's entry counts.
      const known = merchants.get(merchantId) ?? merchant;
      if (merchants.size === 0) poll = setInterval(look.run, POLL_MS);
      merchants.set(merchantId, known);
      known.places += 1;
      const topics = topicsChosenBy(choice);
      return placeIn(known, { topics, isOver: () => isOver, onEmpty: () => forget(merchantId) });
    },
    wake: look.run,
    stop: async () => {
      isOver = true;
      clearInterval(poll);
      for (const { waiting, head } of merchants.values()) waiting.wakeAll(head);
      await look.ended();
    },
  };
}

async function firstPlace(prisma: Prisma, merchantId: string): Promise<Merchant> {
  const head = (await latestSequences(prisma, [merchantId])).get(merchantId) ?? 0n;
  return { head, kept: [], places: 0, waiting: createWaitingRoom() };
}

async function catchUp(
  prisma: Prisma,
  { merchantId, merchant, head }: { merchantId: string; merchant: Merchant; head: bigint },
): Promise<void> {
  while (merchant.head < head) {
    const { events, upTo } = await readEventPage(prisma, { merchantId, after: merchant.head, head });
    merchant.kept = [...merchant.kept, ...events].slice(-KEPT);
    const before = merchant.head;
    merchant.head = upTo;
    merchant.waiting.wake(new Set(events.flatMap(topicsOf)), before);
  }
}

type Placing = { topics: readonly string[]; isOver: () => boolean; onEmpty: () => void };

function placeIn(merchant: Merchant, feed: Placing): FeedPlace {
  let isClosed = false;
  return {
    head: () => merchant.head,
    recent: (after) => recentOf(merchant, after),
    changed: async (after, signal) => {
      if (merchant.head > after || signal.aborted || feed.isOver()) return after;
      const upTo = await merchant.waiting.wait(feed.topics, signal);
      return upTo !== null && upTo > after ? upTo : after;
    },
    isOver: feed.isOver,
    close: () => {
      if (isClosed) return;
      isClosed = true;
      merchant.places -= 1;
      if (merchant.places === 0) feed.onEmpty();
    },
  };
}

function recentOf({ head, kept }: Merchant, after: bigint): readonly Event[] | null {
  const missing = Number(head - after);
  return missing <= kept.length ? kept.slice(kept.length - missing) : null;
}

/** One run at a time; calls during a run make one more. */
function coalesced(work: () => Promise<void>, onError: (error: unknown) => void) {
  let isAsked = false;
  let running: Promise<void> | null = null;
  const loop = async (): Promise<void> => {
    while (isAsked) {
      isAsked = false;
      await work().catch(onError);
    }
    running = null;
  };
  return {
    run: (): void => {
      isAsked = true;
      running ??= loop();
    },
    ended: (): Promise<void> => running ?? Promise.resolve(),
  };
}
