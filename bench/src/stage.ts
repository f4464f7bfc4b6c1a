import { rmSync } from 'node:fs';
import type { WorkKind } from './driver/job.ts';
import type { Closers } from './processes/closers.ts';
import { joinDatabase } from './processes/database.ts';
import { type Driver, startDriver } from './processes/driver.ts';
import { startKaquan } from './processes/kaquan.ts';
import { startReference } from './processes/reference.ts';
import { kaquanTarget } from './targets/kaquan.ts';
import { hasPgbench, pgbenchTarget } from './targets/pgbench.ts';
import { type ReferenceDatabase, referenceDatabases } from './targets/reference-data.ts';
import { bareTarget, servedTarget, type Speech } from './targets/references.ts';
import type { Target, TargetName } from './targets/target.ts';

/** All processes of one bench, with their data. */
export type Stage = {
  targets: Target[];
  postmaster: number;
  postgresVersion: string;
  /** Transactions that Kaquan's database has ended since it began. */
  countTransactions: () => Promise<number>;
  /** Where Kaquan's inspector listens; null: it has none. */
  inspector: string | null;
};

type Setting = {
  only: readonly TargetName[];
  node22: string | null;
  isInspected: boolean;
  closers: Closers;
  say: (line: string) => void;
};

/** Starts Kaquan with its database, and the chosen references with databases of their own on the same PostgreSQL. */
export async function openStage({ only, node22, isInspected, closers, say }: Setting): Promise<Stage> {
  say('Starting Kaquan');
  const apart: string[] = [];
  // Usually in Kaquan's own folder; for root the database may lie elsewhere.
  closers.add(() => apart.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
  const kaquan = await startKaquan(closers, isInspected);
  const database = await joinDatabase(kaquan);
  apart.push(database.folder);
  const driver = startDriver(closers);
  const databaseFor = await referenceDatabases(database);
  const targets: Target[] = [];
  for (const name of only) {
    say(`Preparing ${name}`);
    const reason = whyNot(name, node22);
    if (reason !== null) say(`${reason}: left out`);
    else if (name === 'kaquan') targets.push(await kaquanTarget(kaquan, driver));
    else targets.push(await reference(name, { database: await databaseFor(name), driver, closers, node22 }));
  }
  return {
    targets,
    postmaster: database.postmaster,
    postgresVersion: database.version,
    countTransactions: () => database.countTransactions('kaquan'),
    inspector: kaquan.inspector,
  };
}

const isNode22 = Number(process.versions.node.split('.')[0]) >= 22;

/** What keeps a target from taking part on this machine; null: nothing. */
function whyNot(name: TargetName, node22: string | null): string | null {
  if (name === 'pgbench' && !hasPgbench()) return 'pgbench is not on this machine';
  if (name === 'postgraphile' && !isNode22 && node22 === null) return 'PostGraphile needs Node 22 (--node22 PATH)';
  return null;
}

type Means = { database: ReferenceDatabase; driver: Driver; closers: Closers; node22: string | null };

type Bare = Extract<TargetName, 'pg' | 'coalesced'>;
type Served = Exclude<TargetName, 'kaquan' | 'pgbench' | Bare>;

const BARE = {
  pg: { title: 'bare SQL (pg)', dialect: 'sql', can: ['claim', 'redeem', 'readCard', 'listCodes'] },
  coalesced: { title: 'bare coalescing loop (pg)', dialect: 'coalesced', can: ['claim', 'redeem'] },
} as const satisfies Record<Bare, object>;

/** Only Kaquan imports, and sells out by its own rules. */
const OF_KAQUAN: readonly WorkKind[] = ['import', 'sellOut'];

/** All run on the bench's own Node but those that need a newer one. */
const execPathFor = (name: Served, node22: string | null): string =>
  name === 'postgraphile' && !isNode22 ? (node22 ?? process.execPath) : process.execPath;

const SERVED = {
  fast: { title: 'fast', dialect: 'reference', stream: 'sse', cannot: OF_KAQUAN },
  mercurius: { title: 'Mercurius + JIT', dialect: 'reference', stream: 'websocket', cannot: OF_KAQUAN },
  postgraphile: { title: 'PostGraphile 5', dialect: 'postgraphile', stream: 'sse', cannot: ['follow', ...OF_KAQUAN] },
  'yoga-raw': { title: 'Yoga + pg', dialect: 'reference', stream: 'sse', cannot: OF_KAQUAN },
  'yoga-prisma': { title: 'Yoga + Pothos + Prisma', dialect: 'reference', stream: 'sse', cannot: OF_KAQUAN },
} as const satisfies Record<Served, Speech & { title: string }>;

async function reference(name: Exclude<TargetName, 'kaquan'>, means: Means): Promise<Target> {
  const { database, driver, closers, node22 } = means;
  switch (name) {
    case 'pgbench':
      return pgbenchTarget(database);
    case 'pg':
    case 'coalesced':
      return bareTarget({ name, ...BARE[name], database, driver: startDriver(closers) });
    case 'fast':
    case 'mercurius':
    case 'postgraphile':
    case 'yoga-raw':
    case 'yoga-prisma': {
      const process = await startReference(name, {
        databaseUrl: database.url,
        closers,
        execPath: execPathFor(name, node22),
      });
      const { title, ...speech } = SERVED[name];
      return servedTarget({ name, title, speech, database, driver, process });
    }
    default:
      return name satisfies never;
  }
}
