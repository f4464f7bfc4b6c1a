import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseStartError, hasCode } from './errors.ts';
import type { Placement } from './placement.ts';

export const DATABASE_NAME = 'kaquan';
export const DATABASE_USER = 'kaquan';

/** An initialised PostgreSQL data folder and what it takes to run and reach it. */
export type Cluster = Placement & { dataFolder: string; logFile: string; password: string; durability: Durability };

/** `THROW_AWAY` is for tests: nothing is forced to disk, a crash may lose everything. */
export type Durability = 'DURABLE' | 'THROW_AWAY';

/** PostgreSQL reads its environment for settings; only these may reach it. */
export const CHILD_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };

async function readOrNull(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Renamed into place: a reader never sees half a value, a crash leaves the old one. */
async function writeSecret(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${text}\n`, { mode: 0o600 });
  await rename(draft, path);
}

/** The database's password, kept beside its data; null before the first start. */
export async function readPassword(folder: string): Promise<string | null> {
  return readOrNull(join(folder, 'password'));
}

async function passwordFor(folder: string): Promise<string> {
  const known = await readPassword(folder);
  if (known !== null) return known;
  const password = randomBytes(24).toString('base64url');
  await writeSecret(join(folder, 'password'), password);
  return password;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** The port kept in the folder when it is still free, else a new one, kept from now on. */
export async function portFor(folder: string): Promise<number> {
  const known = Number(await readOrNull(join(folder, 'port')));
  if (known > 0 && (await isFree(known))) return known;
  const port = await anyFreePort();
  await writeSecret(join(folder, 'port'), String(port));
  return port;
}

/** Address of the product's database in a running cluster. */
export function urlOf(password: string, port: number, database = DATABASE_NAME): string {
  return `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
}

function runInitdb(placement: Placement, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(placement.binaries.initdb, args, {
      ...placement.user,
      cwd: placement.folder,
      env: CHILD_ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      reject(new DatabaseStartError(`PostgreSQL could not set up ${placement.folder}:\n${output.trim()}`));
    });
  });
}

/** Set up beside and renamed when whole, so that an interrupted first start leaves no half database. */
async function initialise(placement: Placement, password: string, durability: Durability): Promise<void> {
  const draft = join(placement.folder, 'cluster.new');
  const passwordFile = join(placement.folder, 'password.once');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (placement.user !== undefined) {
    await chown(draft, placement.user.uid, placement.user.gid);
    await chown(passwordFile, placement.user.uid, placement.user.gid);
  }
  try {
    await runInitdb(placement, [
      `--pgdata=${draft}`,
      `--username=${DATABASE_USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Built in: sorts and compares the same on every machine, whatever locales the system has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durability === 'THROW_AWAY' ? ['--no-sync'] : []),
    ]);
    await rename(draft, join(placement.folder, 'cluster'));
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function refuseOtherVersion(placement: Placement, dataFolder: string): Promise<void> {
  const made = await readOrNull(join(dataFolder, 'PG_VERSION'));
  const major = placement.binaries.version.split('.')[0];
  if (made === major) return;
  throw new DatabaseStartError(
    `The database in ${dataFolder} was made by PostgreSQL ${made ?? '(unknown)'}; this server brings ${major}. ` +
      'Set KAQUAN_DATA_DIR to another folder, or move the data with the tools of PostgreSQL.',
  );
}

/** Finds or makes the data folder of a placement. */
export async function prepareCluster(
  placement: Placement,
  options: { durability: Durability; say: (line: string) => void },
): Promise<Cluster> {
  const dataFolder = join(placement.folder, 'cluster');
  const password = await passwordFor(placement.folder);
  if (!existsSync(dataFolder)) {
    options.say(`Setting up PostgreSQL in ${placement.folder}`);
    await initialise(placement, password, options.durability);
  }
  await refuseOtherVersion(placement, dataFolder);
  return {
    ...placement,
    dataFolder,
    password,
    durability: options.durability,
    logFile: join(placement.folder, 'postgres.log'),
  };
}
