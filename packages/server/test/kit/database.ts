import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { createDatabase, runStatements, siblingUrl } from '../../scripts/throw-away-database.ts';

let ours: Promise<string> | undefined;

async function findOrCreate(name: string): Promise<string> {
  const { engineUrl, template } = inject('testDatabases');
  const found = await runStatements(engineUrl, [`SELECT 1 FROM pg_database WHERE datname = '${name}'`]);
  return found.length > 0 ? siblingUrl(engineUrl, name) : createDatabase(engineUrl, name, template);
}

/**
 * The migrated database of this test worker. Files of one worker run one after the other in it and see each other's
 * committed rows, so each test has a tenant of its own.
 */
export function testDatabaseUrl(): Promise<string> {
  const worker = process.env['VITEST_POOL_ID'] ?? '0';
  return (ours ??= findOrCreate(`${inject('testDatabases').prefix}worker_${worker}`));
}

/** A migrated database that nothing else has touched, for tests that count all rows or stop the server. About 40 ms. */
export function freshDatabaseUrl(): Promise<string> {
  return findOrCreate(`${inject('testDatabases').prefix}fresh_${randomBytes(6).toString('hex')}`);
}

/** An empty database without any table. */
export function emptyDatabaseUrl(): Promise<string> {
  const { engineUrl, prefix } = inject('testDatabases');
  return createDatabase(engineUrl, `${prefix}empty_${randomBytes(6).toString('hex')}`);
}
