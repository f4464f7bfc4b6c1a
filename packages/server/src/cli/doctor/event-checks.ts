import { readEventArchives } from '../../domain/events/index.ts';
import { type Check, findingOf } from './check.ts';

/** The sequencer numbers within moments; nobody does while no server runs. */
const OVERDUE_SECONDS = 60;

/**
 * Numbers of a merchant run on from its archives without a hole, and its counter stands at the last one (E1). A number is
 * there once at most, so as many as there is room for are all of them.
 */
const numbers: Check = {
  name: 'events',
  look: async ({ root }) => {
    const rows = await root.prisma.$queryRaw<
      { merchantId: string; numbered: bigint; lowest: bigint; highest: bigint; archived: bigint; counted: bigint }[]
    >`
      SELECT * FROM (
        SELECT "merchantId", coalesce("numbered", 0) AS "numbered", coalesce("archivedThrough", 0) AS "archived",
               coalesce("lastSequence", 0) AS "counted",
               coalesce("lowest", "lastSequence" + 1) AS "lowest", coalesce("highest", "lastSequence") AS "highest"
        FROM "EventCounter" FULL JOIN (
          SELECT "merchantId", count(*) AS "numbered", min("sequence") AS "lowest", max("sequence") AS "highest"
          FROM "Event" WHERE "sequence" IS NOT NULL GROUP BY "merchantId") AS "found" USING ("merchantId")) AS "merchants"
      WHERE "lowest" <> "archived" + 1 OR "highest" <> "counted" OR "numbered" <> "highest" - "archived"`;
    return findingOf(
      'numbers without a hole',
      rows.map(
        (row) =>
          `Merchant ${row.merchantId}: ${row.numbered} events are numbered ${row.lowest} to ${row.highest}, archived are those up to ${row.archived}, the counter says ${row.counted}`,
      ),
    );
  },
};

/** No committed event waits long for its number. */
const sequencing: Check = {
  name: 'sequencing',
  look: async ({ root }) => {
    const before = new Date(root.now().getTime() - OVERDUE_SECONDS * 1_000);
    const rows = await root.prisma.$queryRaw<{ merchantId: string; waiting: bigint; since: Date }[]>`
      SELECT "merchantId", count(*) AS "waiting", min("occurredAt") AS "since" FROM "Event"
      WHERE "sequence" IS NULL AND "occurredAt" < ${before} GROUP BY "merchantId"`;
    return findingOf(
      'no event waits for its number',
      rows.map(
        ({ merchantId, waiting, since }) =>
          `Merchant ${merchantId}: ${waiting} events wait for numbers since ${since.toISOString()}; a server that runs gives them`,
      ),
    );
  },
};

/** What has left the table is in files that follow each other without a hole, each as it was written. */
const archives: Check = {
  name: 'archives',
  look: async (foundation) => {
    const { root } = foundation;
    const counters = await root.prisma.eventCounter.findMany({ where: { archivedThrough: { gt: 0 } } });
    const ends = new Map<string, bigint>();
    const faults: string[] = [];
    let count = 0;
    for await (const { archive, bytes } of readEventArchives(root)) {
      const { merchantId, firstSequence, lastSequence, key } = archive;
      const end = ends.get(merchantId) ?? 0n;
      if (firstSequence !== end + 1n) faults.push(`${key} does not go on after ${end}`);
      if (bytes === null) faults.push(`${key} is missing, or is not what was written`);
      ends.set(merchantId, lastSequence);
      count += 1;
    }
    for (const { merchantId, archivedThrough } of counters)
      if (ends.get(merchantId) !== archivedThrough)
        faults.push(
          `Merchant ${merchantId}: archived are those up to ${archivedThrough}, the files end at ${ends.get(merchantId) ?? 0n}`,
        );
    return findingOf(`${count} files without a hole`, faults);
  },
};

/** What has to be true of events, in the table and out of it. */
export const EVENT_CHECKS: readonly Check[] = [numbers, sequencing, archives];
