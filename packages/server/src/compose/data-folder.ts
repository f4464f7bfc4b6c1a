import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from '../config.ts';

/** Level by level: where the kernel lets nobody make a folder, as in /proc, Node's own way tries for ever. */
function make(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) make(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process that starts at the same time may have been quicker.
    if (!existsSync(folder)) throw error;
  }
}

/** Tried, not asked: rights alone tell root nothing. Links, because the lock of the folder is one. */
function tryOut(folder: string): void {
  const file = join(folder, `.try-${randomUUID()}`);
  try {
    writeFileSync(file, '', { flag: 'wx' });
    linkSync(file, `${file}.link`);
  } finally {
    rmSync(file, { force: true });
    rmSync(`${file}.link`, { force: true });
  }
}

/**
 * Makes the data folder, if need be.
 * @throws {ConfigError} when it can't be made or written
 */
export function ensureDataFolder(folder: string): void {
  try {
    make(folder);
    tryOut(folder);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ConfigError(
      `KAQUAN_DATA_DIR: ${folder} can not be used (${reason}). Name a folder that this user may write.`,
    );
  }
}
