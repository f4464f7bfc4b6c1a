import { randomBytes } from 'node:crypto';
import type { ProvidedContext } from 'vitest';
import { createDatabase, runStatements, siblingUrl } from '../../scripts/throw-away-database.ts';

/** Asked for when needed: soaks use the kit outside a test run. */
async function testDatabases(): Promise<ProvidedContext['testDatabases']> {
  const { inject } = await import('vitest');
  return inject('testDatabases');
}

let ours: Promise<string> | undefined;

async function findOrCreate(name: string): Promise<string> {
  const { engineUrl, template } = await testDatabases();
  const found = await runStatements(engineUrl, [`SELECT 1 FROM pg_database WHERE datname = '${name}'`]);
  return found.length > 0 ? siblingUrl(engineUrl, name) : createDatabase(engineUrl, name, template);
}

/**
 * The migrated database of this test worker. Files of one worker run one after the other in it and see each other's
 * committed rows, so each test has a tenant of its own.
 */
export function testDatabaseUrl(): Promise<string> {
  const worker = process.env['VITEST_POOL_ID'] ?? '0';
  return (ours ??= testDatabases().then(({ prefix }) => findOrCreate(`${prefix}worker_${worker}`)));
}

/** A migrated database that nothing else has touched, for tests that count all rows or stop the server. About 40 ms. */
export async function freshDatabaseUrl(): Promise<string> {
  const { prefix } = await testDatabases();
  return findOrCreate(`${prefix}fresh_${randomBytes(6).toString('hex')}`);
}

/** An empty database without any table. */
export async function emptyDatabaseUrl(): Promise<string> {
  const { engineUrl, prefix } = await testDatabases();
  return createDatabase(engineUrl, `${prefix}empty_${randomBytes(6).toString('hex')}`);
}
