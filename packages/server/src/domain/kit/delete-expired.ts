import type { DomainContext } from './context.ts';

type Cleaner = Pick<DomainContext, 'prisma' | 'now'>;

const BATCH = 1_000;
const DAY_MS = 86_400_000;

/** Repeats a bounded delete until nothing is left, so that no single statement holds many rows for long. */
export async function deleteInBatches(deleteSome: (limit: number) => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await deleteSome(BATCH);
    total += count;
    if (count < BATCH) return total;
  }
}

/** Answers of idempotent calls whose time of keeping is over (graphql.md §6). */
export function deleteExpiredAnswers({ prisma, now }: Cleaner): Promise<number> {
  const at = now();
  return deleteInBatches(
    (limit) => prisma.$executeRaw`
    DELETE FROM "IdempotencyRecord" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "IdempotencyRecord" WHERE "expiresAt" <= ${at} LIMIT ${limit}))`,
  );
}

/** A day longer than they work: until then a caller hears "expired" and not "unknown". */
export const longExpiredAt = ({ now }: Pick<Cleaner, 'now'>): Date => new Date(now().getTime() - DAY_MS);
