import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Event } from '../../generated/prisma/client.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { archiveKeyOf, archiveLineOf, oldRunOf } from './event-archive.rules.ts';

const compress = promisify(gzip);

/** Advisory lock of the archiver: one at a time in the whole installation. */
const ARCHIVER_LOCK = 7_021_002;
const DAY_MS = 86_400_000;
/** So long beyond its time an event stays for who still waits for it. */
const AWAITED_DAYS = 30;
/** Whoever waits for a lock of the counter waits for one such batch at most. */
const BATCH = 2_000;

type Root = Pick<DomainContext, 'prisma' | 'now' | 'ports'>;
type Due = { merchantId: string; archivedThrough: bigint };
type Run = { merchantId: string; events: readonly Event[]; first: bigint; last: bigint };

/**
 * Moves the oldest events of one merchant that are older than `retentionDays` out of the table into a file, at most
 * 2,000, and tells how many; 0: there are none, or another instance is at it. The file is safe before a row is deleted:
 * who is killed between writes it again. Begins a day late, so that a quiet merchant's files hold a day each. An event
 * that something waits for stays for up to 30 days more, with all that came after it.
 */
// house: no access check, because only the installation's own worker calls it.
// house: no event, because the events themselves are moved.
export async function archiveNextEvents(root: Root, { retentionDays }: { retentionDays: number }): Promise<number> {
  const before = new Date(root.now().getTime() - retentionDays * DAY_MS);
  return root.prisma.$transaction(
    async (tx) => {
      const run = await nextRun(tx, root, before);
      if (run === null) return 0;
      await keepFile(tx, root, run);
      await forget(tx, run);
      return run.events.length;
    },
    { timeout: 30_000 },
  );
}

async function nextRun(tx: Tx, root: Root, before: Date): Promise<Run | null> {
  const [lock] = await tx.$queryRaw<{ isOurs: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(${ARCHIVER_LOCK}) AS "isOurs"`;
  if (lock?.isOurs !== true) return null;
  // A merchant whose oldest event is awaited keeps no other one waiting.
  for (let due = await dueAfter(tx, '', before); due !== null; due = await dueAfter(tx, due.merchantId, before)) {
    const run = await runOf(tx, root, { due, before });
    if (run.events.length > 0) return run;
  }
  return null;
}

async function dueAfter(tx: Tx, merchantId: string, before: Date): Promise<Due | null> {
  const [due] = await tx.$queryRaw<Due[]>`
    SELECT "merchantId", "archivedThrough" FROM "EventCounter"
    JOIN "Event" USING ("merchantId")
    WHERE "merchantId" > ${merchantId} AND "sequence" = "archivedThrough" + 1
      AND "occurredAt" < ${new Date(before.getTime() - DAY_MS)}
    ORDER BY "merchantId" LIMIT 1`;
  return due ?? null;
}

async function runOf(tx: Tx, { ports }: Root, { due, before }: { due: Due; before: Date }): Promise<Run> {
  const { merchantId, archivedThrough: after } = due;
  const found = await tx.event.findMany({
    where: { merchantId, sequence: { gt: after } },
    orderBy: { sequence: 'asc' },
    take: BATCH,
  });
  const old = oldRunOf(found, { after, before });
  const since = new Date(before.getTime() - AWAITED_DAYS * DAY_MS);
  const awaited = await ports.events.firstAwaited(tx, { merchantId, after, upTo: after + BigInt(old.length), since });
  const events = awaited === null ? old : old.slice(0, Number(awaited - after) - 1);
  return { merchantId, events, first: after + 1n, last: after + BigInt(events.length) };
}

async function keepFile(tx: Tx, { ports, now }: Root, { merchantId, events, first, last }: Run): Promise<void> {
  const bytes = await compress(events.map(archiveLineOf).join(''));
  const key = archiveKeyOf(merchantId, { first, last });
  await ports.events.archives.put(key, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await tx.eventArchive.create({
    data: {
      ...{ merchantId, key, sha256, firstSequence: first, lastSequence: last },
      ...{ sizeBytes: bytes.length, createdAt: now() },
    },
  });
}

/** The counter last: until the commit the sequencer waits for it. */
async function forget(tx: Tx, { merchantId, last }: Run): Promise<void> {
  await tx.event.deleteMany({ where: { merchantId, sequence: { lte: last } } });
  await tx.eventCounter.update({ where: { merchantId }, data: { archivedThrough: last } });
}
