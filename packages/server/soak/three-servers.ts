import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedDatabase } from '../src/adapters/database/embedded-postgres.ts';
import { sandboxOf } from './sandbox.ts';
import { freePort, type ServerProcess, startServer } from './server-process.ts';

const INSTANCES = 3;

type Place = { dataDir: string; port: number; env: Record<string, string> };
/** Null while it is being started anew. */
export type Instance = { place: Place; server: ServerProcess | null };
/** Three servers on one database. */
export type World = {
  instances: Instance[];
  secretKey: string;
  databaseUrl: string;
  /** Servers that had ended before they were struck. */
  ownEnds: number;
};

/** One of those that run: callers go elsewhere when one is gone. */
export function anyUrl({ instances }: World): string {
  const running = instances.flatMap(({ server }) => server?.url ?? []);
  return running[Math.floor(Math.random() * running.length)] ?? '';
}

/** Kills one outright and starts it again. Who calls it finds out by itself, as outside. */
export async function strike(world: World, instance: Instance): Promise<void> {
  const { server } = instance;
  if (server?.hasEnded()) world.ownEnds += 1;
  await server?.kill('SIGKILL');
  instance.server = null;
  instance.server = await startServer(instance.place);
}

/** Runs work on three servers; everything that was started, and every file, goes away with it. */
export async function withThreeServers<T>(
  settings: Record<string, string>,
  work: (world: World) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-soak-'));
  // The database's own user must reach the folder.
  chmodSync(folder, 0o755);
  const database = await startEmbeddedDatabase({ dataDir: join(folder, 'shared'), say: () => undefined });
  const world: World = { instances: [], secretKey: '', databaseUrl: database.url, ownEnds: 0 };
  try {
    await open(world, folder, settings);
    return await work(world);
  } finally {
    for (const { server } of world.instances) await server?.kill('SIGTERM');
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function open(world: World, folder: string, settings: Record<string, string>): Promise<void> {
  const env = {
    KAQUAN_DATABASE_URL: world.databaseUrl,
    KAQUAN_MASTER_KEY: randomBytes(32).toString('hex'),
    ...settings,
  };
  for (let nth = 0; nth < INSTANCES; nth += 1) {
    const place = { dataDir: join(folder, `instance-${nth}`), port: await freePort(), env };
    world.instances.push({ place, server: await startServer(place) });
  }
  world.secretKey = sandboxOf(world.instances[0]?.place.dataDir ?? '').secretKey;
}
