import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export type ServerProcess = {
  url: string;
  kill: (signal: NodeJS.Signals) => Promise<void>;
  /** Whether it has ended, whoever ended it. */
  hasEnded: () => boolean;
};

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port')),
      );
    });
  });
}

/** @param place.env settings beyond those of a server with a database of its own */
type Place = { dataDir: string; port: number; env?: Record<string, string> };

/** Starts the built server and waits until it is ready. */
export async function startServer({ dataDir, port, env: more = {} }: Place): Promise<ServerProcess> {
  const env = {
    ...process.env,
    ...more,
    KAQUAN_DATA_DIR: dataDir,
    KAQUAN_PORT: String(port),
    KAQUAN_SANDBOX: '1',
    KAQUAN_LOG_LEVEL: 'error',
  };
  const child = spawn(process.execPath, [MAIN, 'serve'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, url);
  return { url, kill: (signal) => ended(child, signal), hasEnded: () => hasEnded(child) };
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`);
    const isReady = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The server was not ready within two minutes');
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

/** Kills the database's main process outright, as soon as there is one: after a blow it may still be starting. */
export async function killDatabase(dataDir: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (killed(postmasterIn(dataDir))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('No database came up within a minute');
}

function postmasterIn(dataDir: string): number | null {
  const path = join(dataDir, 'database/cluster/postmaster.pid');
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : null;
}

function killed(pid: number | null): boolean {
  if (pid === null) return false;
  try {
    return process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false; // What the last blow left.
    throw error;
  }
}
