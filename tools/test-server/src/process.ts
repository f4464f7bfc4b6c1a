import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../../packages/server/dist/main.js');
const START_MS = 120_000;

/** Runs the program on a data folder until it listens. Returns what ends it. */
export async function startOn(dataDir: string, { hasSandbox = true } = {}): Promise<() => Promise<void>> {
  if (!existsSync(MAIN)) throw new Error('Build the server first: npx pnpm --filter @kaquan/server build');
  const { KAQUAN_DATABASE_URL: _database, KAQUAN_PUBLIC_URL: _address, ...env } = process.env;
  const server = spawn(process.execPath, [MAIN, 'serve', '--json'], {
    env: {
      ...env,
      KAQUAN_DATA_DIR: dataDir,
      KAQUAN_PORT: '0',
      KAQUAN_LOG_LEVEL: 'warn',
      KAQUAN_SANDBOX: hasSandbox ? '1' : '0',
    },
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
