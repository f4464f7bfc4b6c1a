import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KAQUAN_MAIN } from '../paths.ts';
import type { Closers } from './closers.ts';
import { endProcess } from './end-process.ts';

/** A Kaquan of its own, with its database. */
export type KaquanProcess = {
  url: string;
  pid: number;
  dataDir: string;
  secretKey: string;
  operatorKey: string;
  appId: string;
  /** Where its inspector listens; null: it has none. */
  inspector: string | null;
  /** One line a request adds up; what matters is the end. */
  shortenLog: () => void;
};

const START_LIMIT_MS = 120_000;

type Answer = { url: string; pid: number; sandbox: { secretKey: string; operatorKey: string; appId: string } };
// What `serve --json` answers with KAQUAN_SANDBOX=1.
const answerIn = (text: string): Answer => JSON.parse(text) as Answer;

/**
 * Starts the built server with a sandbox, in a data folder that goes away with it.
 * @param isInspected whether it can be looked into, which costs a little
 */
export async function startKaquan(closers: Closers, isInspected = false): Promise<KaquanProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kaquan-bench-'));
  closers.add(() => rmSync(dataDir, { recursive: true, force: true }));
  // Started by root, the database's own user must reach its folder below.
  chmodSync(dataDir, 0o755);
  const logFile = join(dataDir, 'bench.log');
  const child = spawnServer({ dataDir, logFile, isInspected });
  closers.add(() => endProcess(child));
  const { url, pid, sandbox } = answerIn(await firstLine(child, logFile));
  const { appId, secretKey, operatorKey } = sandbox;
  const shortenLog = (): void => truncateSync(logFile, 0);
  const inspector = isInspected ? inspectorIn(readFileSync(logFile, 'utf8')) : null;
  return { url: `${url}/graphql`, pid, dataDir, appId, secretKey, operatorKey, inspector, shortenLog };
}

/** Node tells the address of its inspector on standard error. */
const inspectorIn = (log: string): string | null => /ws:\/\/127\.0\.0\.1:\d+\/\S+/.exec(log)?.[0] ?? null;

type Spawning = { dataDir: string; logFile: string; isInspected: boolean };

function spawnServer({ dataDir, logFile, isInspected }: Spawning): ChildProcess {
  const { NODE_OPTIONS: _ours, ...inherited } = withoutSettings(process.env);
  const env = { ...inherited, NODE_ENV: 'production', KAQUAN_SANDBOX: '1', KAQUAN_PORT: '0', KAQUAN_DATA_DIR: dataDir };
  const log = openSync(logFile, 'a');
  try {
    const flags = isInspected ? ['--inspect=127.0.0.1:0'] : [];
    return spawn(process.execPath, [...flags, KAQUAN_MAIN, 'serve', '--json', '--ends-with', String(process.pid)], {
      env,
      stdio: ['ignore', 'pipe', log],
      // A group of its own: the terminal's Ctrl-C would be its first signal and ours the second, which ends it too fast.
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}

/** The settings of an installation on this machine must not reach the one that is measured. */
const withoutSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('KAQUAN_')));

function firstLine(child: ChildProcess, logFile: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const fail = (why: string): void =>
      reject(new Error(`Kaquan did not start: ${why}\n${readFileSync(logFile, 'utf8').slice(-2_000)}`));
    const onExit = (code: number | null): void => {
      clearTimeout(limit);
      fail(`it ended with ${code}`);
    };
    const limit = setTimeout(() => fail('not ready in time'), START_LIMIT_MS);
    child.once('exit', onExit);
    child.once('error', reject);
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end < 0) return;
      clearTimeout(limit);
      child.off('exit', onExit);
      resolve(text.slice(0, end));
    });
  });
}
