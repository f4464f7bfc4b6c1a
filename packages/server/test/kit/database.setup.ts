import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { createDatabase, runStatements, startThrowAwayDatabase } from '../../scripts/throw-away-database.ts';
import { applyMigrations } from '../../src/adapters/database/migrate.ts';

/** What a worker needs to make databases of its own; `prefix` begins the name of each. */
export type TestDatabases = { engineUrl: string; prefix: string; template: string };

declare module 'vitest' {
  export interface ProvidedContext {
    testDatabases: TestDatabases;
  }
}

async function dropAll(engineUrl: string, prefix: string): Promise<void> {
  const list = `SELECT datname FROM pg_database WHERE starts_with(datname, '${prefix}')`;
  const rows = await runStatements(engineUrl, [list]);
  const names = rows.map((row) => String(row['datname']));
  await runStatements(
    engineUrl,
    names.map((name) => `DROP DATABASE ${name} WITH (FORCE)`),
  );
}

/**
 * One PostgreSQL for the whole run: its own, or the one named by KAQUAN_TEST_ENGINE_URL. Migrations are applied once,
 * to a template that the workers copy. Returns what cleans up afterwards.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['KAQUAN_TEST_ENGINE_URL'];
  const embedded = given === undefined || given === '' ? await startThrowAwayDatabase() : null;
  const engineUrl = embedded?.url ?? String(given);
  const prefix = `kaquan_test_${randomBytes(4).toString('hex')}_`;
  const template = `${prefix}template`;
  const cleanUp = async (): Promise<void> => {
    if (embedded === null) await dropAll(engineUrl, prefix);
    await embedded?.stop();
  };
  try {
    await applyMigrations(await createDatabase(engineUrl, template), { say: () => undefined });
  } catch (error) {
    await cleanUp();
    throw error;
  }
  project.provide('testDatabases', { engineUrl, prefix, template });
  return cleanUp;
}
