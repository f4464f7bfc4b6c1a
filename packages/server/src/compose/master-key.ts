import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Config, ConfigError, masterKeyOf } from '../config.ts';
import { keyIdOf } from '../domain/kit/secrets.ts';
import { ensureDataFolder } from './data-folder.ts';

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

type Keys = readonly [Buffer, ...Buffer[]];
type Installation = Pick<Config, 'masterKeys' | 'dataDir'>;

function keyInFile(path: string): Buffer | null {
  const text = readOrNull(path);
  if (text === null) return null;
  const key = masterKeyOf(text);
  if (key !== null) return key;
  throw new ConfigError(
    `${path} holds no master key (64 hex digits). Restore it: without it sealed secrets stay closed.`,
  );
}

/**
 * The master keys of this installation: the configured ones, else the one in the data folder, made there on the first start.
 * @param sealedUnder ids of the keys under which the database holds sealed secrets
 * @throws {ConfigError} when the keys can't open them, or when the file in the data folder holds no key
 */
export function findMasterKeys({ masterKeys, dataDir }: Installation, sealedUnder: readonly string[]): Keys {
  const path = join(dataDir, FILE);
  const keys = masterKeys ?? keysInFolder(path, sealedUnder);
  const known = new Set(keys.map(keyIdOf));
  if (sealedUnder.every((keyId) => known.has(keyId))) return keys;
  throw new ConfigError(
    masterKeys === null
      ? `${path} holds another master key than the one under which the database's secrets were sealed. Restore the file.`
      : "KAQUAN_MASTER_KEY: the database's secrets were sealed under another key. Set that one; an older key may follow after a comma.",
  );
}

function keysInFolder(path: string, sealedUnder: readonly string[]): Keys {
  const known = keyInFile(path);
  if (known !== null) return [known];
  if (sealedUnder.length > 0)
    throw new ConfigError(
      `${path} is missing, and the database holds secrets that were sealed under it. Restore the file, or set KAQUAN_MASTER_KEY.`,
    );
  ensureDataFolder(dirname(path));
  makeKeyFile(path);
  const made = keyInFile(path);
  if (made === null) throw new Error(`${path} vanished while it was made`);
  return [made];
}

/** For commands that only look: whatever keys are there, and nothing is made. A key of chance opens nothing. */
export const presentMasterKeys = ({ masterKeys, dataDir }: Installation): Keys =>
  masterKeys ?? [keyInFile(join(dataDir, FILE)) ?? randomBytes(32)];
