import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../../server/dist/main.js');
const START_MS = 120_000;

export type Sandbox = {
  url: string;
  appId: string;
  appSecret: string;
  secretKey: string;
  publishableKey: string;
  signingSecret: string;
};

/** A whole Kaquan of its own: process, port, data folder, sandbox merchants. */
export type KaquanServer = { sandbox: Sandbox; stop(): Promise<void> };

export async function startKaquan(): Promise<KaquanServer> {
  if (!existsSync(MAIN)) throw new Error('Build the server first: npx pnpm --filter @kaquan/server build');
  const dataDir = await mkdtemp(join(tmpdir(), 'kaquan-sdk-'));
  const { KAQUAN_DATABASE_URL: _database, KAQUAN_PUBLIC_URL: _address, ...env } = process.env;
  const server = spawn(process.execPath, [MAIN, 'serve', '--json'], {
    env: { ...env, KAQUAN_DATA_DIR: dataDir, KAQUAN_PORT: '0', KAQUAN_SANDBOX: '1', KAQUAN_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await firstAnswer(server);
    const sandbox: Sandbox = JSON.parse(readFileSync(join(dataDir, 'sandbox.json'), 'utf8'));
    return { sandbox, stop };
  } catch (error) {
    await stop();
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
