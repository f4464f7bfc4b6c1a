import type { PrismaClient } from '../../generated/prisma/client.ts';

// house: no access check, because only the installation's own worker calls it.
// house: no event, because it numbers the events themselves.

const BATCH = 2_000;

/**
 * Gives committed events the next numbers of their merchants, gap-free (E1), and tells how many it numbered.
 * Rows are numbered along their identity column; a row that commits later gets a later number, whatever its position.
 */
export async function sequenceEvents(prisma: PrismaClient): Promise<number> {
  let total = 0;
  for (;;) {
    const numbered = await sequenceBatch(prisma);
    total += numbered;
    if (numbered < BATCH) return total;
  }
}

async function sequenceBatch(prisma: PrismaClient): Promise<number> {
  const [row] = await prisma.$queryRaw<{ numbered: number }[]>`SELECT "number_events"(${BATCH}::int) AS "numbered"`;
  return row?.numbered ?? 0;
}
