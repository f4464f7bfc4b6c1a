import { fork } from 'node:child_process';
import type { Served } from '../../references/served.ts';
import { BUNDLE, type ServedReference } from '../paths.ts';
import type { Closers } from './closers.ts';
import { endProcess } from './end-process.ts';

/** A reference that serves GraphQL. */
export type ReferenceProcess = { url: string; pid: number };

const START_LIMIT_MS = 30_000;

// Only `references/served.ts` sends messages here, and it sends one.
const servedOf = (message: unknown): Served => message as Served;

export async function startReference(
  name: ServedReference,
  { databaseUrl, closers, execPath }: { databaseUrl: string; closers: Closers; execPath: string },
): Promise<ReferenceProcess> {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    GRAPHILE_ENV: 'production',
    REFERENCE_DATABASE_URL: databaseUrl,
  };
  // A thousand subscribers are no leak.
  const execArgv = ['--no-warnings'];
  const child = fork(BUNDLE[name], { env, execPath, execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  closers.add(() => endProcess(child));
  const { url } = await new Promise<Served>((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`${name} ended with ${code}`));
    const limit = setTimeout(() => reject(new Error(`${name} is not ready in time`)), START_LIMIT_MS);
    child.once('exit', onExit);
    child.once('message', (message) => {
      clearTimeout(limit);
      child.off('exit', onExit);
      resolve(servedOf(message));
    });
  });
  return { url, pid: child.pid ?? 0 };
}
