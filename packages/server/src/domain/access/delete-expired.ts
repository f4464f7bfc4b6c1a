import { deleteInBatches, longExpiredAt } from '../kit/delete-expired.ts';
import type { Root } from './identity.rules.ts';

/**
 * Deletes sessions, sign-in links, access tokens, tickets and used nonces that ended more than a day ago; tells how many.
 * Until then their holders hear "expired" and not "unknown".
 */
// house: no access check, because only the installation's own sweep calls it.
// house: no event, because nothing changes for anybody: what is deleted had ended.
export async function deleteExpiredCredentials(root: Root): Promise<number> {
  const { prisma } = root;
  const at = longExpiredAt(root);
  const sweeps = [
    (limit: number) => prisma.$executeRaw`
      DELETE FROM "Session" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "Session" WHERE "expiresAt" <= ${at} LIMIT ${limit}))`,
    (limit: number) => prisma.$executeRaw`
      DELETE FROM "SignInLink" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "SignInLink" WHERE "expiresAt" <= ${at} LIMIT ${limit}))`,
    (limit: number) => prisma.$executeRaw`
      DELETE FROM "AccessToken" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "AccessToken" WHERE "expiresAt" <= ${at} LIMIT ${limit}))`,
    (limit: number) => prisma.$executeRaw`
      DELETE FROM "ApiTicket" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "ApiTicket" WHERE "expiresAt" <= ${at} LIMIT ${limit}))`,
    (limit: number) => prisma.$executeRaw`
      DELETE FROM "UsedNonce" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "UsedNonce" WHERE "expiresAt" <= ${at} LIMIT ${limit}))`,
  ];
  let total = 0;
  for (const sweep of sweeps) total += await deleteInBatches(sweep);
  return total;
}
