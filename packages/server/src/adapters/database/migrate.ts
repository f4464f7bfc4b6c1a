import pg from 'pg';
import { MigrationChangedError, MigrationFailedError } from './errors.ts';
import { type MigrationFile, migrationsFolder, readMigrations } from './migration-files.ts';
import { adapterFactory, migrationList, type SchemaEngine, withSchemaEngine } from './schema-engine.ts';

/** Any number will do as long as all servers agree on it; PostgreSQL has one such space per database. */
const MIGRATION_LOCK = 4_201_902_026;
const FILTERS = { externalTables: [], externalEnums: [] };

export type MigrationStatus = {
  /** In this database, oldest first. */
  applied: string[];
  /** In the folder, not yet in this database. */
  pending: string[];
  /** Applied with other SQL than the folder has now. */
  changed: string[];
  /** Applied by a newer server: the folder does not know them. */
  unknown: string[];
};

type AppliedRow = { migration_name: string; checksum: string };

async function appliedIn(pool: pg.Pool): Promise<AppliedRow[]> {
  const table = await pool.query<{ exists: boolean }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS exists`,
  );
  if (table.rows[0]?.exists !== true) return [];
  const rows = await pool.query<AppliedRow>(
    `SELECT migration_name, checksum FROM public._prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.rows;
}

async function statusIn(pool: pg.Pool, files: readonly MigrationFile[]): Promise<MigrationStatus> {
  const rows = await appliedIn(pool);
  const sums = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const names = new Set(files.map((file) => file.name));
  const changed = files.filter((file) => sums.has(file.name) && sums.get(file.name) !== file.checksum);
  return {
    applied: [...sums.keys()],
    pending: files.filter((file) => !sums.has(file.name)).map((file) => file.name),
    changed: changed.map((file) => file.name),
    unknown: [...sums.keys()].filter((name) => !names.has(name)),
  };
}

/** One connection and never another: lock, transaction and engine must share their session. */
async function withOneConnection<T>(url: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0, maxLifetimeSeconds: 0 });
  // The failing statement tells; without a listener the loss of an idle connection would end the process.
  pool.on('error', () => undefined);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

/**
 * Applies the last of `files` in a transaction that holds both its SQL and its line in Prisma's table: a crash in
 * the middle leaves neither.
 */
async function applyLast(pool: pg.Pool, engine: SchemaEngine, folder: string, files: MigrationFile[]): Promise<void> {
  await pool.query('BEGIN');
  try {
    await engine.applyMigrations({ migrationsList: migrationList(folder, files), filters: FILTERS });
    await pool.query('COMMIT');
  } catch (error) {
    await pool.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function applyPending(
  pool: pg.Pool,
  options: { folder: string; files: MigrationFile[]; pending: readonly string[]; say: (line: string) => void },
): Promise<void> {
  const { folder, files, pending, say } = options;
  const failed: { reason?: unknown } = {};
  const factory = adapterFactory(pool, { onScriptError: (error) => (failed.reason ??= error) });
  await withSchemaEngine(factory, async (engine) => {
    for (const name of pending) {
      try {
        const until = files.findIndex((file) => file.name === name) + 1;
        await applyLast(pool, engine, folder, files.slice(0, until));
      } catch (error) {
        throw new MigrationFailedError(name, failed.reason ?? error);
      }
      say(`Applied the migration ${name}`);
    }
  });
}

/**
 * Brings a database up to this server's schema: every migration it lacks, each in its own transaction, under a lock
 * so that servers starting together do it once.
 * @param options.folder migrations in Prisma's layout; this server's own when left out
 * @returns the names of the migrations that were applied now, oldest first; none when all were there
 * @throws {MigrationFailedError} when one fails; it leaves nothing behind
 * @throws {MigrationChangedError} when an applied migration has been edited since
 */
export async function applyMigrations(
  url: string,
  options: { folder?: string; say: (line: string) => void },
): Promise<{ applied: string[] }> {
  const { folder = migrationsFolder(), say } = options;
  const files = readMigrations(folder);
  return withOneConnection(url, async (pool) => {
    await pool.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const { pending, changed, unknown } = await statusIn(pool, files);
    if (changed.length > 0) throw new MigrationChangedError(changed);
    if (unknown.length > 0) say(`This database has migrations of a newer server: ${unknown.join(', ')}`);
    if (pending.length > 0) await applyPending(pool, { folder, files, pending, say });
    return { applied: pending };
  });
}

/** What of this server's migrations a database has; changes nothing. */
export async function migrationStatus(url: string, folder = migrationsFolder()): Promise<MigrationStatus> {
  return withOneConnection(url, (pool) => statusIn(pool, readMigrations(folder)));
}
