import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findMissingSql } from '../../src/adapters/database/schema-drift.ts';
import { emptyDatabaseUrl } from '../kit/database.ts';

const SCHEMA = `
datasource db {
  provider = "postgresql"
}
model Note {
  id   String @id
  text String
  @@index([text])
}
`;
const MIGRATION = `
CREATE TABLE "Note" ("id" TEXT NOT NULL, "text" TEXT NOT NULL, CONSTRAINT "Note_pkey" PRIMARY KEY ("id"));
CREATE INDEX "Note_text_idx" ON "Note"("text");
`;
const BY_HAND = `
ALTER TABLE "Note" ADD CONSTRAINT short CHECK (length("text") < 100);
CREATE UNIQUE INDEX late ON "Note"("text") WHERE "id" > 'm';
CREATE INDEX small ON "Note"(lower("text"));
CREATE VIEW notes AS SELECT "id" FROM "Note";
CREATE FUNCTION mark() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW."text" := 'x'; RETURN NEW; END; $$;
CREATE TRIGGER marking BEFORE INSERT ON "Note" FOR EACH ROW EXECUTE FUNCTION mark();
`;

async function missingFor(migration: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-schema-test-'));
  try {
    mkdirSync(join(folder, 'migrations/20260101000000_first'), { recursive: true });
    writeFileSync(join(folder, 'migrations/20260101000000_first/migration.sql'), migration);
    mkdirSync(join(folder, 'schema'));
    writeFileSync(join(folder, 'schema/main.prisma'), SCHEMA);
    return await findMissingSql({
      url: await emptyDatabaseUrl(),
      shadowUrl: await emptyDatabaseUrl(),
      migrationsFolder: join(folder, 'migrations'),
      schemaFolder: join(folder, 'schema'),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('says the same in the migrations as in the Prisma schema', async () => {
  const [url, shadowUrl] = [await emptyDatabaseUrl(), await emptyDatabaseUrl()];
  expect(await findMissingSql({ url, shadowUrl })).toBe('');
});

it('lets migrations hold what a Prisma schema cannot say', async () => {
  expect(await missingFor(MIGRATION + BY_HAND)).toBe('');
});

it('is told apart from migrations that lack an index', async () => {
  expect(await missingFor(MIGRATION.replace(/CREATE INDEX.*/, ''))).toContain('CREATE INDEX "Note_text_idx"');
});
