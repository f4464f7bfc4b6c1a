import type { Work } from './driver/job.ts';
import { cpuMicrosOf, cpuMicrosOfDatabase, memoryMegabytesOf } from './processes/cost.ts';
import type { Manner, Target } from './targets/target.ts';

/** What one run of one target came to. Null: this machine does not tell. */
export type Sample = {
  perSecond: number;
  p50Ms: number | null;
  p99Ms: number | null;
  serverMicros: number | null;
  databaseMicros: number | null;
  driverMicros: number | null;
  memoryMegabytes: number | null;
  /** What only this kind of work tells, by the head of its column. */
  extras?: Readonly<Record<string, number>>;
};

const MEMORY_EVERY_MS = 250;

type Cpu = Record<'server' | 'database' | 'driver', number | null>;

/** Runs one piece of work and tells what it cost the server and the database. */
export async function measure(
  target: Target,
  postmaster: number,
  { work, manner }: { work: Work; manner: Manner },
): Promise<Sample> {
  const read = (): Cpu => ({
    server: target.serverPid && cpuMicrosOf(target.serverPid),
    driver: target.driverPid && cpuMicrosOf(target.driverPid),
    database: cpuMicrosOfDatabase(postmaster),
  });
  const memory = watchMemory(target.serverPid);
  let before = read();
  try {
    const figures = await target.run(work, manner, () => (before = read()));
    const after = read();
    const each = (name: keyof Cpu): number | null => spent(before[name], after[name], figures.operations);
    return {
      perSecond: figures.operations / figures.seconds,
      p50Ms: figures.p50Ms,
      p99Ms: figures.p99Ms,
      serverMicros: each('server'),
      databaseMicros: each('database'),
      driverMicros: each('driver'),
      memoryMegabytes: memory.most(),
      ...(figures.extras && { extras: figures.extras }),
    };
  } finally {
    memory.stop();
  }
}

/** Less than a tick of the kernel's clock is not nothing, only unknown. */
const spent = (before: number | null, after: number | null, operations: number): number | null =>
  before === null || after === null || after <= before ? null : (after - before) / operations;

function watchMemory(pid: number | null): { most: () => number | null; stop: () => void } {
  const seen: number[] = [];
  const look = (): void => {
    const megabytes = pid === null ? null : memoryMegabytesOf(pid);
    if (megabytes !== null) seen.push(megabytes);
  };
  look();
  const watch = setInterval(look, MEMORY_EVERY_MS);
  return {
    most: () => (seen.length === 0 ? null : Math.max(...seen)),
    stop: () => clearInterval(watch),
  };
}
