import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mainProgram } from './main-program.ts';

/** A server in a process of its own. */
export type Instance = { url: string; kill: (signal: NodeJS.Signals) => Promise<void> };

/** Starts a server as an installation does; `env` names its database and whatever else it shares with others. */
export async function anInstance(env: Record<string, string>): Promise<Instance> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('KAQUAN_')));
  const child = spawn(process.execPath, [...mainProgram(), 'serve', '--json', '--ends-with', String(process.pid)], {
    env: {
      ...clean,
      KAQUAN_PORT: '0',
      KAQUAN_HOST: '127.0.0.1',
      KAQUAN_LOG_LEVEL: 'silent',
      KAQUAN_DATA_DIR: mkdtempSync(join(tmpdir(), 'kaquan-instance-')),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()));
  while (!told.includes('\n')) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`);
    await sleep(20);
  }
  const { port } = new URL(JSON.parse(told).url);
  return {
    url: `http://127.0.0.1:${port}`,
    kill: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    },
  };
}
