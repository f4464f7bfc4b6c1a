import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CHILD_ENVIRONMENT, type Cluster } from './cluster.ts';
import { DatabaseStartError } from './errors.ts';
import { isAlive, postgresProcessesIn, signal, waitUntil } from './processes.ts';

/** A PostgreSQL server that accepts connections. `child` is absent when another process had started it. */
export type Postmaster = { pid: number; port: number; child?: ChildProcess };

type PidFile = { pid: number; port: number; status: string };

const LOG_LIMIT_BYTES = 5_000_000;
const RECOVERY_LIMIT_MS = 300_000;

/** PostgreSQL's own note about itself: line 1 process id, line 4 port, line 8 state. */
function readPidFile(dataFolder: string): PidFile | null {
  const path = join(dataFolder, 'postmaster.pid');
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() };
}

function settingsOf(cluster: Cluster, port: number): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Short transactions all day: compiling a query costs more than it saves.
    jit: 'off',
    log_line_prefix: '%m [%p] ',
    ...(cluster.durability === 'THROW_AWAY' ? { fsync: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function openLog(cluster: Cluster): number {
  const size = statSync(cluster.logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(cluster.logFile, `${cluster.logFile}.old`);
  return openSync(cluster.logFile, 'a', 0o600);
}

/** Written to a file, not a pipe: an orphan must not die of a pipe nobody reads. */
function spawnPostgres(cluster: Cluster, port: number): ChildProcess {
  const log = openLog(cluster);
  try {
    const child = spawn(cluster.binaries.postgres, ['-D', cluster.dataFolder, ...settingsOf(cluster, port)], {
      ...cluster.user,
      cwd: cluster.folder,
      env: CHILD_ENVIRONMENT,
      stdio: ['ignore', log, log],
      // A session of its own: the terminal's Ctrl-C must not end it before the server has closed in order.
      detached: true,
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function endOfLog(cluster: Cluster, from: number): string {
  const log = readFileSync(cluster.logFile);
  return log.subarray(Math.min(from, log.length)).toString('utf8').trim().split('\n').slice(-8).join('\n');
}

/** Starts PostgreSQL and waits until it has recovered and takes connections. */
export async function startPostmaster(cluster: Cluster, port: number): Promise<Postmaster> {
  const logStart = statSync(cluster.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const child = spawnPostgres(cluster, port);
  const failure: { reason?: string } = {};
  child.once('error', (error) => (failure.reason = error.message));
  child.once('exit', (code, name) => (failure.reason ??= `ended with ${code ?? name}`));
  const isReady = (): boolean => {
    const file = readPidFile(cluster.dataFolder);
    return file !== null && file.pid === child.pid && file.status === 'ready';
  };
  await waitUntil(() => failure.reason !== undefined || isReady(), RECOVERY_LIMIT_MS);
  if (failure.reason === undefined && child.pid !== undefined && isReady()) return { pid: child.pid, port, child };
  if (child.pid !== undefined && failure.reason === undefined) signal(child.pid, 'SIGINT');
  const log = failure.reason === undefined ? 'not ready in time' : endOfLog(cluster, logStart);
  throw new DatabaseStartError(
    `PostgreSQL did not start (${failure.reason ?? 'timeout'}), see ${cluster.logFile}:\n${log}`,
  );
}

/** The living server of this folder that some earlier process started, once it is ready; null when there is none. */
export async function findRunningPostmaster(dataFolder: string): Promise<Postmaster | null> {
  const workers = (): number[] => postgresProcessesIn(dataFolder);
  for (;;) {
    const file = readPidFile(dataFolder);
    // The number in the file may belong to another program by now: only a postgres of this very folder counts.
    if (file === null || !workers().includes(file.pid)) return null;
    if (file.status === 'ready') return { pid: file.pid, port: file.port };
    if (file.status === 'stopping') await waitUntil(() => !isAlive(file.pid), 60_000);
    await sleep(20);
  }
}

/**
 * Clears what a killed server left: back ends that have not noticed yet, then its pid file. PostgreSQL would refuse
 * to start when the number in the file has been given to another program.
 */
export async function clearLeftovers(dataFolder: string): Promise<void> {
  const areGone = (): boolean => postgresProcessesIn(dataFolder).length === 0;
  for (const [name, patienceMs] of [
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (await waitUntil(areGone, patienceMs)) break;
    for (const pid of postgresProcessesIn(dataFolder)) signal(pid, name);
  }
  if (!(await waitUntil(areGone, 5_000))) {
    throw new DatabaseStartError(
      `PostgreSQL processes of an earlier start still work in ${dataFolder}. End them first.`,
    );
  }
  rmSync(join(dataFolder, 'postmaster.pid'), { force: true });
}

/** Ends PostgreSQL in order (open transactions are rolled back), by force when it takes too long. */
export async function stopPostmaster(postmaster: Postmaster, durability: Cluster['durability']): Promise<void> {
  const isGone = (): boolean => !isAlive(postmaster.pid);
  for (const name of durability === 'DURABLE' ? (['SIGINT', 'SIGQUIT'] as const) : (['SIGQUIT'] as const)) {
    signal(postmaster.pid, name);
    if (await waitUntil(isGone, 10_000)) return;
  }
  signal(postmaster.pid, 'SIGKILL');
  await waitUntil(isGone, 1_000);
}
