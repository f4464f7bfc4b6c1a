import { readdirSync, readFileSync } from 'node:fs';

/** What processes have cost since they began. Only Linux tells; elsewhere nothing is known. */
const canTell = process.platform === 'linux';

/** The kernel counts in ticks of 1/100 s for every program, whatever its own clock is. */
const MICROS_A_TICK = 10_000;

type Stat = { pid: number; name: string; parent: number; ticks: number; endedChildrenTicks: number };

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold blanks and brackets itself, so fields count from the last one.
    const end = text.lastIndexOf(')');
    const fields = text
      .slice(end + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, user = 0, system = 0, childUser = 0, childSystem = 0] = [1, 11, 12, 13, 14].map(
      (at) => fields[at],
    );
    return {
      pid,
      name: text.slice(text.indexOf('(') + 1, end),
      parent,
      ticks: user + system,
      endedChildrenTicks: childUser + childSystem,
    };
  } catch {
    return null; // It ended meanwhile.
  }
}

const childrenOf = (parent: number): Stat[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat !== null)
    .filter((stat) => stat.parent === parent);

/** CPU time of a process with all its threads. */
export function cpuMicrosOf(pid: number): number | null {
  const stat = canTell ? statOf(pid) : null;
  return stat && stat.ticks * MICROS_A_TICK;
}

const MOST_READINGS = 20;

/** CPU time of a PostgreSQL with all its processes; those that have ended are in the postmaster's own account. */
export function cpuMicrosOfDatabase(postmaster: number): number | null {
  let before = canTell ? statOf(postmaster) : null;
  for (let nth = 0; before !== null && nth < MOST_READINGS; nth += 1) {
    const living = childrenOf(postmaster).reduce((sum, { ticks }) => sum + ticks, 0);
    const after = statOf(postmaster);
    // A process that ended between the two readings would be in both accounts, or in none.
    if (after?.endedChildrenTicks === before.endedChildrenTicks)
      return (after.ticks + after.endedChildrenTicks + living) * MICROS_A_TICK;
    before = after;
  }
  return null;
}

/** Resident memory. */
export function memoryMegabytesOf(pid: number): number | null {
  if (!canTell) return null;
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

/** The PostgreSQL that a server has started; null when it has none, or nobody tells. */
export function postmasterOf(server: number): number | null {
  return canTell ? (childrenOf(server).find(({ name }) => name === 'postgres')?.pid ?? null) : null;
}
