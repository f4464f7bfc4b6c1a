import type { DomainContext } from '../kit/context.ts';
import { deleteInBatches, longExpiredAt } from '../kit/delete-expired.ts';

const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

/** Deletes refused redemptions that are older than 90 days, and counts of tries that pause nobody any more; tells how many. */
// house: no access check, because only the installation's own sweep calls it.
// house: no event, because nothing changes for anybody.
export async function deleteOldAttempts(root: Pick<DomainContext, 'prisma' | 'now'>): Promise<number> {
  const { prisma, now } = root;
  const triedAt = longExpiredAt(root);
  const verificationTries = await deleteInBatches(
    (limit) => prisma.$executeRaw`
    DELETE FROM "VerificationTry" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "VerificationTry" WHERE "startedAt" <= ${triedAt} LIMIT ${limit}))`,
  );
  const numberTries = await deleteInBatches(
    (limit) => prisma.$executeRaw`
    DELETE FROM "NumberTry" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "NumberTry" WHERE "startedAt" <= ${triedAt} LIMIT ${limit}))`,
  );
  const at = new Date(now().getTime() - KEPT_DAYS * DAY_MS);
  const attempts = await deleteInBatches(
    (limit) => prisma.$executeRaw`
    DELETE FROM "RedemptionAttempt" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "RedemptionAttempt" WHERE "attemptedAt" <= ${at} LIMIT ${limit}))`,
  );
  return verificationTries + numberTries + attempts;
}
