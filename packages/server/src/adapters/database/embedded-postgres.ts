import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { DATABASE_NAME, type Durability, prepareCluster, readPassword, urlOf } from './cluster.ts';
import { type DataFolderLock, findLockHolder, lockDataFolder } from './data-folder-lock.ts';
import { placeDatabase } from './placement.ts';
import { findRunningPostmaster } from './postmaster.ts';
import { type Supervisor, supervise } from './supervisor.ts';

/** A database that takes connections at `url` until `stop()`. */
export type RunningDatabase = {
  /** `postgresql://…`, with its password: for the pool, never for a log. */
  url: string;
  /** False when the database is somebody else's: then `stop` leaves it running. */
  isEmbedded: boolean;
  stop(): Promise<void>;
};

export type EmbeddedDatabaseOptions = {
  /** The data folder (`KAQUAN_DATA_DIR`); made when missing. The database lives in `database/` below it. */
  dataDir: string;
  /** Takes one line of progress for people. */
  say: (line: string) => void;
  /** @defaultValue 'DURABLE' */
  durability?: Durability;
};

async function ensureDatabase(password: string, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(password, port, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE_NAME]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE_NAME}`);
  } finally {
    await client.end();
  }
}

function runningDatabase(url: string, supervisor: Supervisor, lock: DataFolderLock): RunningDatabase {
  let stopping: Promise<void> | undefined;
  return {
    url,
    isEmbedded: true,
    stop: () => (stopping ??= supervisor.stop().finally(() => lock.release())),
  };
}

/**
 * Starts PostgreSQL for this data folder, or adopts the one a killed server left running, and keeps it running.
 * It listens on 127.0.0.1 only. Killed from outside, it is started again on the same port.
 * @throws {DataFolderInUseError} when another living server holds the folder
 * @throws {EmbeddedDatabaseUnavailableError} when this machine cannot run it
 * @throws {DatabaseStartError} when PostgreSQL does not start; the message carries its log
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<RunningDatabase> {
  const { dataDir, say, durability = 'DURABLE' } = options;
  mkdirSync(dataDir, { recursive: true });
  const lock = lockDataFolder(dataDir);
  try {
    const cluster = await prepareCluster(await placeDatabase(dataDir), { durability, say });
    const supervisor = await supervise(cluster, say);
    const running = runningDatabase(urlOf(cluster.password, supervisor.port), supervisor, lock);
    try {
      await ensureDatabase(cluster.password, supervisor.port);
    } catch (error) {
      await running.stop();
      throw error;
    }
    return running;
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * The database of a server that is running on this data folder, for a second process such as the command line.
 * Its `stop` does nothing: the server owns the database. Null when no server runs there.
 */
export async function joinEmbeddedDatabase(dataDir: string): Promise<RunningDatabase | null> {
  if (!existsSync(dataDir) || findLockHolder(dataDir) === null) return null;
  const { folder } = await placeDatabase(dataDir);
  const dataFolder = join(folder, 'cluster');
  const password = await readPassword(folder);
  if (password === null || !existsSync(dataFolder)) return null;
  const postmaster = await findRunningPostmaster(realpathSync(dataFolder));
  if (postmaster === null) return null;
  return { url: urlOf(password, postmaster.port), isEmbedded: true, stop: () => Promise.resolve() };
}
