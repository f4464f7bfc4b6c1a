import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { readSandbox, type Sandbox } from '../src/first-claim/sandbox-file.ts';

const ROOT = join(import.meta.dirname, '../../..');
const MAIN = join(ROOT, 'packages/server/dist/main.js');
const START_MS = 90_000;

/** A whole Kaquan of its own: process, port, data folder, sandbox merchants. */
export type RunningServer = { dataDir: string; sandbox: Sandbox; stop: () => Promise<void> };

export async function startServer(): Promise<RunningServer> {
  const dataDir = await emptyFolder(tmpdir());
  await copy(await preparedData(inject('preparedFolder')), dataDir);
  return serve(dataDir);
}

/** Starts on a data folder; `stop` removes it. */
async function serve(dataDir: string): Promise<RunningServer> {
  const remove = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
  const end = await startOn(dataDir).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await end();
    await remove();
  };
  return { dataDir, sandbox: readSandbox(dataDir), stop };
}

/** Runs the program on a data folder until it listens. Returns what ends it. */
async function startOn(dataDir: string): Promise<() => Promise<void>> {
  if (!existsSync(MAIN)) throw new Error('Build the server first: npx pnpm --filter @kaquan/server build');
  const { KAQUAN_DATABASE_URL: _database, KAQUAN_PUBLIC_URL: _address, ...env } = process.env;
  const server = spawn(process.execPath, [MAIN, 'serve', '--json'], {
    env: { ...env, KAQUAN_DATA_DIR: dataDir, KAQUAN_PORT: '0', KAQUAN_SANDBOX: '1', KAQUAN_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const end = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
  };
  try {
    await firstAnswer(server);
    return end;
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * A data folder that a server has set up and left: database with its migrations, sandbox, pictures. Made once in a run,
 * for setting up takes as long as all that follows. Two workers may both make one at first; the one that is whole first
 * stays.
 */
async function preparedData(folder: string): Promise<string> {
  const prepared = join(folder, 'data');
  if (existsSync(prepared)) return prepared;
  const draft = await emptyFolder(folder);
  await (await startOn(draft))();
  // Each copy finds a port of its own: two that begin with the same one would meet there.
  await rm(join(draft, 'database/port'));
  // No test here pulls the plug, so nothing has to be forced to disk.
  await appendFile(join(draft, 'database/cluster/postgresql.auto.conf'), 'fsync = off\n');
  await rename(draft, prepared).catch((error: unknown) => {
    if (!existsSync(prepared)) throw error;
  });
  return prepared;
}

/** As root the database runs as another user, who must get in. */
async function emptyFolder(parent: string): Promise<string> {
  const folder = await mkdtemp(join(parent, 'kaquan-demo-'));
  await chmod(folder, 0o711);
  return folder;
}

/** With owners and rights, which node's own copying leaves behind. */
async function copy(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-Rp', `${from}/.`, to]);
}

/** Waits for the JSON that `serve --json` prints once it listens. */
function firstAnswer(server: ChildProcess): Promise<void> {
  let errors = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`The server ${why}:\n${errors}`));
    const patience = setTimeout(() => fail(`did not start within ${START_MS / 1000} s`), START_MS);
    server.stdout?.once('data', () => {
      clearTimeout(patience);
      resolve();
    });
    server.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    server.once('close', (code) => {
      clearTimeout(patience);
      fail(`ended with ${code ?? 'a signal'}`);
    });
  });
}
