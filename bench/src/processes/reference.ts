import { fork } from 'node:child_process';
import type { Served } from '../../references/served.ts';
import { BUNDLE } from '../paths.ts';
import { endProcess } from './end-process.ts';

/** A reference that serves GraphQL. */
export type ReferenceProcess = { url: string; pid: number; stop: () => Promise<void> };

const START_LIMIT_MS = 30_000;

// Only `references/served.ts` sends messages here, and it sends one.
const servedOf = (message: unknown): Served => message as Served;

export async function startReference(
  name: 'mercurius' | 'yoga-prisma',
  databaseUrl: string,
): Promise<ReferenceProcess> {
  const env = { ...process.env, NODE_ENV: 'production', REFERENCE_DATABASE_URL: databaseUrl };
  const child = fork(BUNDLE[name], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const stop = (): Promise<void> => endProcess(child);
  try {
    const served = await new Promise<Served>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`${name} is not ready in time`)), START_LIMIT_MS);
      child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
      child.once('message', (message) => {
        clearTimeout(limit);
        resolve(servedOf(message));
      });
    });
    return { ...served, pid: child.pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
