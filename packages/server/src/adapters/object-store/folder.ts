import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ObjectStore } from '../../domain/media/index.ts';

/** An object store in a local folder, for an installation of one instance. */
export function createFolderObjectStore(folder: string): ObjectStore {
  return {
    put: (key, bytes) => writeWhole(pathOf(folder, key), bytes),
    get: (key) => readIfThere(pathOf(folder, key)),
  };
}

/** Keys are hashed, so that no key can leave the folder and no folder gets too full. */
function pathOf(folder: string, key: string): string {
  const name = createHash('sha256').update(key).digest('hex');
  return join(folder, name.slice(0, 2), name.slice(2, 4), name);
}

/**
 * A reader sees the whole object or none, also after a power cut: written aside, synced, renamed. Once it is done the
 * name lasts too: a file is found by its folder, which is synced on its own.
 */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const aside = `${path}.${randomUUID()}.part`;
  try {
    await writeSynced(aside, bytes);
    await rename(aside, path);
    await syncWayTo(path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** As many folders lie between an object and the folder that the store was given, both counted. */
const FOLDERS = 3;

/** Each is entered in the one above it. All of them: who finds one there may be faster than who has just made it. */
async function syncWayTo(path: string): Promise<void> {
  let folder = path;
  for (let left = FOLDERS + 1; left > 0; left -= 1) {
    folder = dirname(folder);
    await syncFolder(folder);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
