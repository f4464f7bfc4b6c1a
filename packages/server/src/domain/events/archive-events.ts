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
/** Whoever waits for a lock of the counter waits for one such batch at most. */
const BATCH = 2_000;

type Root = Pick<DomainContext, 'prisma' | 'now' | 'ports'>;
type Due = { merchantId: string; archivedThrough: bigint };
type Run = { merchantId: string; events: readonly Event[]; first: bigint; last: bigint };

/**
 * Moves the oldest events of one merchant that are older than `retentionDays` out of the table into a file, at most
 * 2,000, and tells how many; 0: there are none, or another instance is at it. The file is safe before a row is deleted:
 * who is killed between writes it again. Begins a day late, so that a quiet merchant's files hold a day each.
 */
// house: no access check, because only the installation's own worker calls it.
// house: no event, because the events themselves are moved.
export async function archiveNextEvents(root: Root, { retentionDays }: { retentionDays: number }): Promise<number> {
  const before = new Date(root.now().getTime() - retentionDays * DAY_MS);
  return root.prisma.$transaction(
    async (tx) => {
      const run = await nextRun(tx, before);
      if (run === null) return 0;
      await keepFile(tx, root, run);
      await forget(tx, run);
      return run.events.length;
    },
    { timeout: 30_000 },
  );
}

async function nextRun(tx: Tx, before: Date): Promise<Run | null> {
  const [lock] = await tx.$queryRaw<{ isOurs: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(${ARCHIVER_LOCK}) AS "isOurs"`;
  if (lock?.isOurs !== true) return null;
  const [due] = await tx.$queryRaw<Due[]>`
    SELECT "merchantId", "archivedThrough" FROM "EventCounter"
    JOIN "Event" USING ("merchantId")
    WHERE "sequence" = "archivedThrough" + 1 AND "occurredAt" < ${new Date(before.getTime() - DAY_MS)} LIMIT 1`;
  if (due === undefined) return null;
  const { merchantId, archivedThrough: after } = due;
  const found = await tx.event.findMany({
    where: { merchantId, sequence: { gt: after } },
    orderBy: { sequence: 'asc' },
    take: BATCH,
  });
  const events = oldRunOf(found, { after, before });
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
