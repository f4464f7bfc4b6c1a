import { startServer as start } from '@kaquan/test-server';
import { readSandbox, type Sandbox } from '../src/first-claim/sandbox-file.ts';

/** A whole Kaquan of its own: process, port, data folder, sandbox merchants. */
export type RunningServer = { dataDir: string; sandbox: Sandbox; stop: () => Promise<void> };

export async function startServer(): Promise<RunningServer> {
  const { dataDir, stop } = await start();
  return { dataDir, sandbox: readSandbox(dataDir), stop };
}
