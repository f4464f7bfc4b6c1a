import { createHash, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolderInUseError, hasCode } from './errors.ts';
import { birthMarkOf } from './processes.ts';

/** Held until `release`, or until the process that holds it is gone. */
export type DataFolderLock = { release(): void };

type Holder = { pid: number; birthMark: string };

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function holderIn(text: string): Holder | null {
  const [pid, birthMark] = text.split('\n');
  return pid && birthMark && /^\d+$/.test(pid) ? { pid: Number(pid), birthMark } : null;
}

function isHeldBy(holder: Holder | null): holder is Holder {
  return holder !== null && birthMarkOf(holder.pid) === holder.birthMark;
}

/** A hard link appears with its whole content or not at all, and only one process can make it. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Puts `ours` where a dead process left `stale`. The right to do so is itself a lock, named by the stale content:
 * without it a slow taker would overwrite the lock of a quicker one.
 */
function takeOver(path: string, stale: string, ours: string): boolean {
  const marker = `${path}.${createHash('sha256').update(stale).digest('hex').slice(0, 16)}`;
  if (acquire(marker, ours) !== null) return false;
  try {
    if (readText(path) !== stale) return false;
    const copy = `${ours}.${randomUUID()}`;
    linkSync(ours, copy);
    renameSync(copy, path);
    return true;
  } finally {
    rmSync(marker, { force: true });
  }
}

/** Null when the lock is ours now, else the living process that holds it. */
function acquire(path: string, ours: string): Holder | null {
  for (;;) {
    if (tryLink(ours, path)) return null;
    const text = readText(path);
    if (text === null) continue;
    const holder = holderIn(text);
    if (isHeldBy(holder)) return holder;
    if (takeOver(path, text, ours)) return null;
  }
}

const lockFileIn = (folder: string): string => join(folder, 'server.lock');

/** Process id of the living server that holds the folder, or null. */
export function findLockHolder(folder: string): number | null {
  const text = readText(lockFileIn(folder));
  const holder = text === null ? null : holderIn(text);
  return isHeldBy(holder) ? holder.pid : null;
}

/**
 * Makes this process the only server on the folder. A lock that a dead process left is taken over, also when its
 * process id belongs to another program by now.
 * @throws {DataFolderInUseError} when a living process holds it
 */
export function lockDataFolder(folder: string): DataFolderLock {
  mkdirSync(folder, { recursive: true });
  const path = lockFileIn(folder);
  const content = `${process.pid}\n${birthMarkOf(process.pid) ?? ''}\n${randomUUID()}\n`;
  const ours = `${path}.${randomUUID()}`;
  writeFileSync(ours, content, { mode: 0o644 });
  try {
    const holder = acquire(path, ours);
    if (holder !== null) throw new DataFolderInUseError(folder, holder.pid);
  } finally {
    rmSync(ours, { force: true });
  }
  return {
    release: () => {
      if (readText(path) === content) rmSync(path, { force: true });
    },
  };
}
