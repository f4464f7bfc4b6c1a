import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from './errors.ts';

const hasProc = process.platform === 'linux';

/** State and start of a process as the kernel tells them; null when there is none. */
function procStat(pid: number): { state: string; startTicks: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold blanks and brackets itself, so fields count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
  } catch {
    return null;
  }
}

function ps(...args: string[]): string {
  return spawnSync('ps', args, { encoding: 'utf8' }).stdout ?? '';
}

/** True while the process runs; a zombie, whose parent never asked for it, counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!hasCode(error, 'EPERM')) return false;
  }
  return hasProc ? !['Z', 'X', ''].includes(procStat(pid)?.state ?? '') : true;
}

/** Tells a process from a later one with the same number; null when it is gone. */
export function birthMarkOf(pid: number): string | null {
  if (!isAlive(pid)) return null;
  if (!hasProc) return ps('-o', 'lstart=', '-p', String(pid)).trim() || null;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const ticks = procStat(pid)?.startTicks;
  return ticks === undefined ? null : `${boot}/${ticks}`;
}

function worksIn(pid: number, folder: string): boolean {
  try {
    if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return false;
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}

/**
 * Ids of all living `postgres` processes (server and back ends) whose data folder this is.
 * @param folder real path of the data folder: PostgreSQL makes it its working directory
 */
export function postgresProcessesIn(folder: string): number[] {
  if (hasProc) {
    const pids = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
    return pids.filter((pid) => worksIn(pid, folder) && isAlive(pid));
  }
  const lines = ps('-axo', 'pid=,command=')
    .split('\n')
    .filter((line) => line.includes(`-D ${folder}`));
  return lines.map((line) => Number.parseInt(line, 10)).filter((pid) => isAlive(pid));
}

/** Resolves to true once `isDone` says so, to false after `timeoutMs`. */
export async function waitUntil(isDone: () => boolean, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  while (!isDone()) {
    if (performance.now() > end) return false;
    await sleep(10);
  }
  return true;
}

/** Sends a signal; a process that is gone already needs none. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}
