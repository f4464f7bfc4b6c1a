import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError, masterKeyOf } from '../config.ts';

const FILE = 'master.key';

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Linked into place: of two processes that start at once one makes the key, and both read that one. */
function makeKeyFile(path: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * The master keys of this installation: the configured ones, else the one in the data folder, made there on the first start.
 * @throws {ConfigError} when the file in the data folder holds no key
 */
export function findMasterKeys(config: Pick<Config, 'masterKeys' | 'dataDir'>): readonly [Buffer, ...Buffer[]] {
  if (config.masterKeys !== null) return config.masterKeys;
  mkdirSync(config.dataDir, { recursive: true });
  const path = join(config.dataDir, FILE);
  if (readOrNull(path) === null) makeKeyFile(path);
  const key = masterKeyOf(readOrNull(path) ?? '');
  if (key === null)
    throw new ConfigError(
      `${path} holds no master key (64 hex digits). Restore it: without it sealed secrets stay closed.`,
    );
  return [key];
}
