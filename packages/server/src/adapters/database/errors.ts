/** Another process serves from this data folder. Stop it, or give this one a folder of its own. */
export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError';
  /** The data folder that is taken. */
  readonly folder: string;
  /** Process id of the server that holds it. */
  readonly pid: number;
  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by the server with process id ${pid}. ` +
        'Stop that server first, or set KAQUAN_DATA_DIR to another folder.',
    );
    this.folder = folder;
    this.pid = pid;
  }
}

/** The embedded database cannot run on this machine or in this folder; the message says what to do instead. */
export class EmbeddedDatabaseUnavailableError extends Error {
  override readonly name = 'EmbeddedDatabaseUnavailableError';
}

/** PostgreSQL could not be prepared or started; the message carries the end of its log. */
export class DatabaseStartError extends Error {
  override readonly name = 'DatabaseStartError';
}

/** A migration failed. It was rolled back whole: nothing of it is in the database. */
export class MigrationFailedError extends Error {
  override readonly name = 'MigrationFailedError';
  /** Folder name of the migration, as `20260101120000_first`. */
  readonly migration: string;
  constructor(migration: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The migration ${migration} failed and was rolled back: ${reason}`, { cause });
    this.migration = migration;
  }
}

/** A migration was edited after this database had applied it, so the schema can no longer be trusted. */
export class MigrationChangedError extends Error {
  override readonly name = 'MigrationChangedError';
  /** Folder names of the migrations whose SQL differs from what was applied. */
  readonly migrations: readonly string[];
  constructor(migrations: readonly string[]) {
    super(
      `Changed after they were applied to this database: ${migrations.join(', ')}. ` +
        'Restore the files and write a new migration instead; a database without data worth keeping can be deleted.',
    );
    this.migrations = migrations;
  }
}

/** True for a system error with this code, as `ENOENT`. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
