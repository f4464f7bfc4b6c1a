import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { isAlive, waitUntil } from '../../src/adapters/database/processes.ts';
import type { Json } from '../kit/server.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const ROOT_PACKAGE = new URL('../../../../package.json', import.meta.url);
const TSX = import.meta.resolve('tsx');
const PATIENCE_MS = 20_000;

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) cleanUp();
});

/** A project whose start script is the repository's, with the server in the place of the launcher. */
function aProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-npm-start-'));
  // Open, so that root's database lies inside.
  chmodSync(folder, 0o711);
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  const { scripts }: { scripts: { start: string } } = JSON.parse(readFileSync(ROOT_PACKAGE, 'utf8'));
  const server = `--import ${TSX} ${MAIN} serve --json --ends-with $PPID`;
  const start = scripts.start.replace('scripts/launch.mjs start', server);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'started', scripts: { start } }));
  return folder;
}

type Started = { npm: ChildProcess; npmPid: number; serverPid: number; folder: string; said: () => string };

async function npmStart(): Promise<Started> {
  const folder = aProject();
  const clean = Object.entries(process.env).filter(([name]) => !/^(KAQUAN|npm)_/.test(name));
  const env = { ...Object.fromEntries(clean), KAQUAN_PORT: '0', KAQUAN_DATA_DIR: join(folder, 'data') };
  // A process group of its own stands for a terminal.
  const npm = spawn('npm', ['--silent', 'start'], { cwd: folder, env, detached: true });
  const npmPid = npm.pid ?? 0;
  cleanUps.push(() => endGroup(npmPid));
  let [out, err] = ['', ''];
  npm.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const answer = await new Promise<Json>((resolve, reject) => {
    npm.once('exit', () => reject(new Error(err)));
    npm.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.endsWith('\n')) resolve(JSON.parse(out));
    });
  });
  return { npm, npmPid, serverPid: answer.pid, folder, said: () => err };
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended, as it should have.
  }
}

const ended = (npm: ChildProcess): Promise<number | null> => new Promise((resolve) => npm.once('close', resolve));

/** Lines of PostgreSQL that tell of somebody who was cut off. */
const cutOff = (folder: string): string[] =>
  readFileSync(join(folder, 'data/database/postgres.log'), 'utf8')
    .split('\n')
    .filter((line) => /FATAL|terminating/.test(line));

const isLeft = (folder: string): boolean =>
  existsSync(join(folder, 'data/server.lock')) || existsSync(join(folder, 'data/database/cluster/postmaster.pid'));

describe('what npm start has started', () => {
  it('has ended in order when npm has ended on SIGTERM', async () => {
    const { npm, serverPid, folder } = await npmStart();
    npm.kill('SIGTERM');
    expect(await ended(npm)).toBe(0);
    expect([isAlive(serverPid), isLeft(folder), cutOff(folder)]).toEqual([false, false, []]);
  });

  it('ends in order, database last, on Ctrl-C in the terminal of all', async () => {
    const { npm, npmPid, folder, said } = await npmStart();
    process.kill(-npmPid, 'SIGINT');
    expect(await ended(npm)).toBe(0);
    expect([isLeft(folder), cutOff(folder), said()]).toEqual([false, [], expect.not.stringMatching(/error|warn/i)]);
  });

  it('ends in order when npm is killed', async () => {
    const { npm, serverPid, folder } = await npmStart();
    npm.kill('SIGKILL');
    expect(await waitUntil(() => !isAlive(serverPid), PATIENCE_MS)).toBe(true);
    expect([isLeft(folder), cutOff(folder)]).toEqual([false, []]);
  });
});
