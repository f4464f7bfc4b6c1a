import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { postmasterOf } from './cost.ts';
import type { KaquanProcess } from './kaquan.ts';

/** The PostgreSQL that Kaquan has started, and the way to databases of our own on it. */
export type DatabaseServer = {
  postmaster: number;
  version: string;
  /** Holds its data. */
  folder: string;
  urlOf: (database: string) => string;
  /** Makes a database from a script, or as a copy of another one. */
  create: (database: string, from: { script: string } | { copyOf: string }) => Promise<void>;
  /** Transactions that ended in one of them, by the account that its sessions give once they have been idle for a while. */
  countTransactions: (database: string) => Promise<number>;
  /** Runs statements in one of them. */
  run: (database: string, sql: string) => Promise<void>;
};

/** Where Kaquan keeps its database: below its data folder, or where its user could be let in. */
function clusterOf({ dataDir, pid }: KaquanProcess): string {
  const usual = join(dataDir, 'database/cluster');
  if (existsSync(usual)) return usual;
  const postmaster = postmasterOf(pid);
  if (postmaster === null)
    throw new Error(`No database in ${dataDir}: set TMPDIR to a folder that is open to all users`);
  return readlinkSync(`/proc/${postmaster}/cwd`);
}

/** @throws when it can't be found: its folder is not where Kaquan keeps it */
export async function joinDatabase(kaquan: KaquanProcess): Promise<DatabaseServer> {
  const cluster = clusterOf(kaquan);
  const password = readFileSync(join(dirname(cluster), 'password'), 'utf8').trim();
  // PostgreSQL's own note about itself: line 1 process id, line 4 port.
  const [pid, , , port] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  const urlOf = (database: string): string => `postgresql://kaquan:${password}@127.0.0.1:${port}/${database}`;
  return {
    postmaster: Number(pid),
    folder: dirname(cluster),
    version: await versionAt(urlOf('postgres')),
    urlOf,
    create: async (database, from) => {
      const template = 'copyOf' in from ? ` TEMPLATE ${from.copyOf}` : '';
      await run(urlOf('postgres'), `CREATE DATABASE ${database}${template}`);
      if ('script' in from) await run(urlOf(database), from.script);
    },
    countTransactions: (database) => transactionsAt(urlOf('postgres'), database),
    run: (database, sql) => run(urlOf(database), sql),
  };
}

const run = (url: string, sql: string): Promise<void> =>
  connected(url, async (client) => void (await client.query(sql)));

const versionAt = (url: string): Promise<string> =>
  connected(url, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? 'unknown';
  });

const transactionsAt = (url: string, database: string): Promise<number> =>
  connected(url, async (client) => {
    const { rows } = await client.query<{ count: string }>(
      'SELECT xact_commit + xact_rollback AS count FROM pg_stat_database WHERE datname = $1',
      [database],
    );
    return Number(rows[0]?.count);
  });

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
