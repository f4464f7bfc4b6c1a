import { rmSync } from 'node:fs';
import type { Closers } from './processes/closers.ts';
import { joinDatabase } from './processes/database.ts';
import { type Driver, startDriver } from './processes/driver.ts';
import { startKaquan } from './processes/kaquan.ts';
import { startReference } from './processes/reference.ts';
import { kaquanTarget } from './targets/kaquan.ts';
import { hasPgbench, pgbenchTarget } from './targets/pgbench.ts';
import { type ReferenceDatabase, referenceDatabases } from './targets/reference-data.ts';
import { servedTarget, sqlTarget } from './targets/references.ts';
import type { Target, TargetName } from './targets/target.ts';

/** All processes of one bench, with their data. */
export type Stage = { targets: Target[]; postmaster: number; postgresVersion: string };

type Setting = { only: readonly TargetName[]; closers: Closers; say: (line: string) => void };

/** Starts Kaquan with its database, and the chosen references with databases of their own on the same PostgreSQL. */
export async function openStage({ only, closers, say }: Setting): Promise<Stage> {
  say('Starting Kaquan');
  const apart: string[] = [];
  // Usually in Kaquan's own folder; for root the database may lie elsewhere.
  closers.add(() => apart.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
  const kaquan = await startKaquan(closers);
  const database = await joinDatabase(kaquan);
  apart.push(database.folder);
  const driver = startDriver(closers);
  const databaseFor = await referenceDatabases(database);
  const targets: Target[] = [];
  for (const name of only) {
    say(`Preparing ${name}`);
    if (name === 'kaquan') targets.push(await kaquanTarget(kaquan, driver));
    else if (name !== 'pgbench' || hasPgbench())
      targets.push(await reference(name, { database: await databaseFor(name), driver, closers }));
    else say('pgbench is not on this machine: left out');
  }
  return { targets, postmaster: database.postmaster, postgresVersion: database.version };
}

type Means = { database: ReferenceDatabase; driver: Driver; closers: Closers };

async function reference(name: Exclude<TargetName, 'kaquan'>, { database, driver, closers }: Means): Promise<Target> {
  switch (name) {
    case 'pgbench':
      return pgbenchTarget(database);
    case 'pg':
      return sqlTarget({ name, title: 'bare SQL (pg)', database, driver: startDriver(closers) });
    case 'yoga-prisma':
    case 'mercurius': {
      const process = await startReference(name, { databaseUrl: database.url, closers });
      const served = {
        'yoga-prisma': { title: 'Yoga + Pothos + Prisma', stream: 'sse' },
        mercurius: { title: 'Mercurius + JIT', stream: 'websocket' },
      } as const;
      return servedTarget({ name, ...served[name], database, driver, process });
    }
    default:
      return name satisfies never;
  }
}
