import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { startOn } from './process.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the first test that needs a server leaves a data folder for all others to copy. */
    preparedFolder: string;
  }
}

/** A data folder of one's own that a server can start on at once: a copy of the one of this run. */
export async function preparedCopy(): Promise<string> {
  const prepared = await preparedData(inject('preparedFolder'));
  const dataDir = await openFolder(tmpdir());
  // With owners and rights, which node's own copying leaves behind.
  await promisify(execFile)('cp', ['-Rp', `${prepared}/.`, dataDir]);
  return dataDir;
}

/**
 * A data folder that a server has set up and left: database with its migrations. Made once in a run, for setting up takes
 * as long as the start that follows. No sandbox: its pictures have the address of the server that made them. Two workers
 * may both begin one; the first that is whole stays.
 */
async function preparedData(folder: string): Promise<string> {
  const prepared = join(folder, 'data');
  if (existsSync(prepared)) return prepared;
  const draft = await openFolder(folder);
  await (await startOn(draft, { hasSandbox: false }))();
  // Each copy finds a port of its own: two that begin with the same one would meet there.
  await rm(join(draft, 'database/port'), { force: true });
  // No test here pulls the plug, so nothing has to be forced to disk. Where the database had to lie elsewhere each copy
  // makes its own.
  const settings = join(draft, 'database/cluster/postgresql.auto.conf');
  if (existsSync(settings)) await appendFile(settings, 'fsync = off\n');
  await rename(draft, prepared).catch((error: unknown) => {
    if (!existsSync(prepared)) throw error;
  });
  return prepared;
}

/** An empty folder. As root the database runs as another user, who must get in. */
async function openFolder(parent: string): Promise<string> {
  const folder = await mkdtemp(join(parent, 'kaquan-test-server-'));
  await chmod(folder, 0o711);
  return folder;
}
