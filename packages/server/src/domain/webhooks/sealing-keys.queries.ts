import type { PrismaClient } from '../../generated/prisma/client.ts';

/** Ids of the master keys under which secrets of endpoints were sealed: without these keys nothing can be signed for them. */
export async function endpointKeyIds(prisma: PrismaClient): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ keyId: string }[]>`
    SELECT DISTINCT split_part("secretCiphertext", '.', 1) AS "keyId" FROM "WebhookEndpoint" WHERE "deletedAt" IS NULL`;
  return rows.map(({ keyId }) => keyId);
}
