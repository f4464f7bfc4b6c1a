import type { PrismaClient } from '../../generated/prisma/client.ts';

/** Ids of the master keys under which signing secrets in force, and secrets of webhook endpoints, were sealed: without these keys they stay closed. */
export async function sealingKeyIds(prisma: PrismaClient): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ keyId: string }[]>`
    SELECT DISTINCT split_part("ciphertext", '.', 1) AS "keyId" FROM (
      SELECT "ciphertext" FROM "SigningSecret" WHERE "revokedAt" IS NULL
      UNION ALL SELECT "secretCiphertext" FROM "WebhookEndpoint" WHERE "deletedAt" IS NULL) AS "sealed"`;
  return rows.map(({ keyId }) => keyId);
}
