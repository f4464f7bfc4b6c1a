import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '@kaquan/test-server';

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
  const { dataDir, stop } = await startServer();
  const sandbox: Sandbox = JSON.parse(readFileSync(join(dataDir, 'sandbox.json'), 'utf8'));
  return { sandbox, stop };
}
