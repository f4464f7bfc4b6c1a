import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, portFor } from './cluster.ts';
import { DatabaseStartError } from './errors.ts';
import {
  clearLeftovers,
  findRunningPostmaster,
  type Postmaster,
  startPostmaster,
  stopPostmaster,
} from './postmaster.ts';
import { isAlive } from './processes.ts';

/** Keeps one PostgreSQL running until told to stop. */
export type Supervisor = { port: number; stop(): Promise<void> };

const LONGEST_PAUSE_MS = 5_000;
const WATCH_EVERY_MS = 200;
const RESTART_PATIENCE_MS = 1_000;

/** Adopts the living server of the folder, or starts one; the port may have been taken since it was found free. */
async function adoptOrStart(cluster: Cluster, say: (line: string) => void): Promise<Postmaster> {
  const orphan = await findRunningPostmaster(cluster.dataFolder);
  if (orphan !== null) {
    say(`Took over the running PostgreSQL (process ${orphan.pid}) that an earlier server left`);
    return orphan;
  }
  await clearLeftovers(cluster.dataFolder);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startPostmaster(cluster, await portFor(cluster.folder));
    } catch (error) {
      const isPortTaken = error instanceof DatabaseStartError && error.message.includes('could not bind');
      if (!isPortTaken || attempt === 3) throw error;
    }
  }
}

/** Resolves when the process has ended. An adopted one is nobody's child here, so it is looked at now and then. */
function ended(postmaster: Postmaster): Promise<void> {
  const { child, pid } = postmaster;
  return new Promise((resolve) => {
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      child.once('exit', () => resolve());
      return;
    }
    const timer = setInterval(() => {
      if (isAlive(pid)) return;
      clearInterval(timer);
      resolve();
    }, WATCH_EVERY_MS);
    timer.unref();
  });
}

/**
 * Starts or adopts PostgreSQL and starts it again, on the same port, whenever it ends by itself: the server's pool
 * reconnects without knowing.
 */
export async function supervise(cluster: Cluster, say: (line: string) => void): Promise<Supervisor> {
  let current = await adoptOrStart(cluster, say);
  let isStopping = false;
  let restarting: Promise<void> | null = null;
  const { port } = current;

  const restart = async (): Promise<void> => {
    for (let pauseMs = 50; !isStopping; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        await clearLeftovers(cluster.dataFolder);
        current = await startPostmaster(cluster, port);
        say(`PostgreSQL runs again (process ${current.pid})`);
        return;
      } catch (error) {
        say(`PostgreSQL does not start, trying again: ${error instanceof Error ? error.message : String(error)}`);
        await sleep(pauseMs);
      }
    }
  };
  const watch = async (): Promise<void> => {
    while (!isStopping) {
      await ended(current);
      if (isStopping) return;
      say('PostgreSQL ended unexpectedly; starting it again');
      restarting = restart();
      await restarting;
      restarting = null;
    }
  };
  void watch();

  return {
    port,
    stop: async () => {
      isStopping = true;
      // What a restart under way brings up is stopped as well; one that takes long leaves an orphan to adopt.
      if (restarting !== null) await Promise.race([restarting, sleep(RESTART_PATIENCE_MS)]);
      await stopPostmaster(current, cluster.durability);
    },
  };
}
