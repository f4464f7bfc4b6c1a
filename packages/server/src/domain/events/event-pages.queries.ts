import type { Event, Prisma, PrismaClient } from '../../generated/prisma/client.ts';
import type { Tx } from '../kit/context.ts';
import { CursorExpiredError } from './events.errors.ts';

/** What a follower wants of a merchant's events. Absent: any. */
export type EventChoice = {
  types?: readonly string[] | undefined;
  cardIds?: readonly string[] | undefined;
  codeId?: string | undefined;
  storeIds?: readonly string[] | undefined;
  openid?: string | undefined;
  /** Or what this says. */
  or?: EventChoice | undefined;
};

/** Events in their order, and the number up to which they are complete. */
export type EventPage = { events: readonly Event[]; upTo: bigint };

/** Numbers of a merchant's events: the table holds those after `archivedThrough`, up to `lastSequence`. */
export type EventSpan = { archivedThrough: bigint; lastSequence: bigint };

const PAGE = 200;

// house: no access check, because followEvents has checked it, and the feed reads for all followers at once.

/** The number of the latest event of each merchant that has any. */
export async function latestSequences(
  prisma: Pick<Tx, 'eventCounter'>,
  merchantIds: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  const counters = await prisma.eventCounter.findMany({ where: { merchantId: { in: [...merchantIds] } } });
  return new Map(counters.map(({ merchantId, lastSequence }) => [merchantId, lastSequence]));
}

/** Which of a merchant's events are in the table. */
export async function eventSpanOf(prisma: Pick<Tx, 'eventCounter'>, merchantId: string): Promise<EventSpan> {
  const counter = await prisma.eventCounter.findUnique({ where: { merchantId } });
  return counter ?? { archivedThrough: 0n, lastSequence: 0n };
}

/** @throws CursorExpiredError when events after `after` are no longer in the table */
export async function assertNotArchived(prisma: PrismaClient, merchantId: string, after: bigint): Promise<EventSpan> {
  const span = await eventSpanOf(prisma, merchantId);
  if (after < span.archivedThrough) throw new CursorExpiredError(span.archivedThrough);
  return span;
}

/**
 * The next events after `after`, up to `head`, that are chosen; a full page ends at its last event. Who may be far behind
 * calls {@link assertNotArchived} afterwards: what is archived from then on has been read.
 */
export async function readEventPage(
  prisma: Pick<Tx, 'event'>,
  { merchantId, after, head, choice = {} }: { merchantId: string; after: bigint; head: bigint; choice?: EventChoice },
): Promise<EventPage> {
  const events = await prisma.event.findMany({
    where: { merchantId, sequence: { gt: after, lte: head }, ...chosenWhere(choice) },
    orderBy: { sequence: 'asc' },
    take: PAGE,
  });
  const last = events.length === PAGE ? events.at(-1)?.sequence : null;
  return { events, upTo: last ?? head };
}

function chosenWhere({ or, ...choice }: EventChoice): Prisma.EventWhereInput {
  return or ? { OR: [conditionOf(choice), chosenWhere(or)] } : conditionOf(choice);
}

function conditionOf({ types, cardIds, codeId, storeIds, openid }: EventChoice): Prisma.EventWhereInput {
  return {
    ...(types ? { type: { in: [...types] } } : {}),
    ...(cardIds ? { cardId: { in: [...cardIds] } } : {}),
    ...(codeId === undefined ? {} : { codeId }),
    ...(storeIds ? { storeId: { in: [...storeIds] } } : {}),
    ...(openid === undefined ? {} : { openid }),
  };
}
