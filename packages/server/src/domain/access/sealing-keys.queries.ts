import type { PrismaClient } from '../../generated/prisma/client.ts';

/** Ids of the master keys under which signing secrets in force were sealed: without these keys they stay closed. */
export async function sealingKeyIds(prisma: PrismaClient): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ keyId: string }[]>`
    SELECT DISTINCT split_part("ciphertext", '.', 1) AS "keyId" FROM "SigningSecret" WHERE "revokedAt" IS NULL`;
  return rows.map(({ keyId }) => keyId);
}
