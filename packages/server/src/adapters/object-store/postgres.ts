import type { ObjectStore } from '../../domain/media/index.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';

/** An object store in the database: every instance of the installation sees the same objects. */
export function createPostgresObjectStore(prisma: PrismaClient): ObjectStore {
  return {
    async put(key, bytes) {
      await prisma.$executeRaw`
        INSERT INTO "StoredObject" ("key", "bytes", "createdAt") VALUES (${key}, ${Buffer.from(bytes)}, now())
        ON CONFLICT ("key") DO UPDATE SET "bytes" = EXCLUDED."bytes"`;
    },
    async get(key) {
      const stored = await prisma.storedObject.findUnique({ where: { key }, select: { bytes: true } });
      return stored?.bytes ?? null;
    },
  };
}
