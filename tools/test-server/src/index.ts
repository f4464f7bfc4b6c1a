import { rm } from 'node:fs/promises';
import { preparedCopy } from './prepared.ts';
import { startOn } from './process.ts';

/** A whole Kaquan of its own: process, port, data folder with `sandbox.json`. `stop` removes the folder. */
export type TestServer = { dataDir: string; stop: () => Promise<void> };

/**
 * Starts the built program with its sandbox, on a copy of the data folder that was set up once in this run.
 * @throws Error when the server is not built, or with what it said when it does not start within 120 s; the first start of a run makes the folder before
 */
export async function startServer(): Promise<TestServer> {
  const dataDir = await preparedCopy();
  const remove = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
  const end = await startOn(dataDir).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  return {
    dataDir,
    stop: async () => {
      await end();
      await remove();
    },
  };
}
