import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findLockHolder } from '../src/adapters/database/data-folder-lock.ts';
import { type RunningDatabase, startEmbeddedDatabase } from '../src/adapters/database/embedded-postgres.ts';
import { clearLeftovers } from '../src/adapters/database/postmaster.ts';
import { postgresProcessesIn, signal } from '../src/adapters/database/processes.ts';

const PREFIX = 'kaquan-throw-away-';

/** Removes what killed test runs left behind; a folder whose lock is held, or not yet made, belongs to a living one. */
async function sweep(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    const folder = join(tmpdir(), name);
    const cluster = join(folder, 'database/cluster');
    if (!existsSync(join(folder, 'server.lock')) || findLockHolder(folder) !== null) continue;
    for (const pid of postgresProcessesIn(cluster)) signal(pid, 'SIGQUIT');
    if (existsSync(cluster)) await clearLeftovers(cluster);
    await rm(folder, { recursive: true, force: true });
  }
}

/** An empty PostgreSQL in a temporary folder, quick instead of safe; `stop` removes it with all it held. */
export async function startThrowAwayDatabase(): Promise<RunningDatabase> {
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  // As root the database runs as another user, who must get in.
  await chmod(folder, 0o711);
  const database = await startEmbeddedDatabase({ dataDir: folder, say: () => undefined, durability: 'THROW_AWAY' });
  return {
    ...database,
    stop: async () => {
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The address of another database on the same PostgreSQL. */
export function siblingUrl(url: string, name: string): string {
  const sibling = new URL(url);
  sibling.pathname = `/${name}`;
  return sibling.href;
}

/**
 * Runs statements outside a transaction, as CREATE DATABASE asks for, and returns the rows of the last one.
 * Names in them must be plain: nothing is quoted here.
 */
export async function runStatements(url: string, statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/** Makes a database beside the one of `url` and returns its address. */
export async function createDatabase(url: string, name: string, template = 'template1'): Promise<string> {
  await runStatements(url, [`CREATE DATABASE ${name} TEMPLATE ${template}`]);
  return siblingUrl(url, name);
}
