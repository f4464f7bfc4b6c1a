import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Makes a folder for the run, empty: unit tests alone need no server. Returns what removes it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'kaquan-prepared-'));
  // As root the database runs as another user, who must get in.
  await chmod(folder, 0o711);
  project.provide('preparedFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}
