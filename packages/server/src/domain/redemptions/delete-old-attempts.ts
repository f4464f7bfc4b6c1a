import type { DomainContext } from '../kit/context.ts';
import { deleteInBatches } from '../kit/delete-expired.ts';

const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

/** Deletes refused redemptions that are older than 90 days; tells how many. */
// house: no access check, because only the installation's own sweep calls it.
// house: no event, because nothing changes for anybody.
export function deleteOldAttempts({ prisma, now }: Pick<DomainContext, 'prisma' | 'now'>): Promise<number> {
  const at = new Date(now().getTime() - KEPT_DAYS * DAY_MS);
  return deleteInBatches(
    (limit) => prisma.$executeRaw`
    DELETE FROM "RedemptionAttempt" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "RedemptionAttempt" WHERE "attemptedAt" <= ${at} LIMIT ${limit}))`,
  );
}
