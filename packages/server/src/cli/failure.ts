import { CommanderError } from 'commander';
import { DomainError } from '../domain/kit/errors.ts';

/** Errors whose message was written for the person at the keyboard; others are bugs and show their stack. */
const EXPLAINED = new Set([
  'ConfigError',
  'ListenError',
  'UsageError',
  'DataFolderInUseError',
  'EmbeddedDatabaseUnavailableError',
  'DatabaseStartError',
  'MigrationFailedError',
  'MigrationChangedError',
]);

/** Codes with which a database, or the way to it, refuses a connection. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', '28P01', '28000', '3D000']);

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

/** What to tell of a failed command, and its code for programs. */
export function explain(error: unknown): { code: string; message: string } {
  if (error instanceof DomainError) {
    const field = error.field.length > 0 ? `${error.field.join('.')}: ` : '';
    return { code: error.code, message: field + error.message };
  }
  if (error instanceof CommanderError) return { code: 'UsageError', message: error.message.replace(/^error: /, '') };
  if (!(error instanceof Error)) return { code: 'FAULT', message: String(error) };
  if (EXPLAINED.has(error.name)) return { code: error.name, message: error.message };
  if (UNREACHABLE.has(codeOf(error))) {
    return {
      code: 'DatabaseUnreachable',
      message: `The database does not take the connection (${codeOf(error)} ${error.message}). Check KAQUAN_DATABASE_URL.`,
    };
  }
  return { code: 'FAULT', message: error.stack ?? error.message };
}

/** Ends the process with 1 and says why: for people, or as one JSON text on standard error. */
export function fail(error: unknown, isJson: boolean): void {
  const told = explain(error);
  console.error(isJson ? JSON.stringify({ error: told }) : told.message);
  process.exitCode = 1;
}
