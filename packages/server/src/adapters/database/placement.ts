import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Binaries, copyBinaries, findBinaries, linkLibraries, makeExecutable } from './binaries.ts';
import { DatabaseStartError, EmbeddedDatabaseUnavailableError, hasCode } from './errors.ts';

/** The system user PostgreSQL runs as; absent means: as this process. */
export type SystemUser = { uid: number; gid: number };

/** Where the database lives, who runs it, and with which programs. */
export type Placement = { folder: string; user: SystemUser | undefined; binaries: Binaries };

/** Reachable by every user, unlike a home or project folder may be. */
const OPEN_PARENT = '/var/lib/kaquan';

function findUser(name: string): SystemUser | undefined {
  const ask = (flag: string): number => {
    const done = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return done.status === 0 ? Number.parseInt(done.stdout, 10) : Number.NaN;
  };
  const [uid, gid] = [ask('-u'), ask('-g')];
  return uid > 0 && gid >= 0 ? { uid, gid } : undefined;
}

/** A database that exists keeps its owner: users may have been added to the system since. */
function ownerOf(dataFolder: string): SystemUser | undefined {
  const stat = statSync(dataFolder, { throwIfNoEntry: false });
  return stat !== undefined && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined;
}

/** PostgreSQL refuses to run as root, so root lends it another user; nothing is added to the system. */
function userForRoot(dataFolder: string): SystemUser {
  const user = ownerOf(dataFolder) ?? findUser('postgres') ?? findUser('nobody');
  if (user !== undefined) return user;
  throw new EmbeddedDatabaseUnavailableError(
    'PostgreSQL does not run as root, and this system has neither a user "postgres" nor "nobody". ' +
      'Start as another user, or set KAQUAN_DATABASE_URL.',
  );
}

function mayEnter(folder: string, user: SystemUser): boolean {
  const stat = statSync(folder);
  if (stat.uid === user.uid) return (stat.mode & 0o100) !== 0;
  if (stat.gid === user.gid) return (stat.mode & 0o010) !== 0;
  return (stat.mode & 0o001) !== 0;
}

/** True when the user may walk from the root of the file system to this folder. */
export function canReach(folder: string, user: SystemUser): boolean {
  const parent = dirname(folder);
  return mayEnter(folder, user) && (parent === folder || canReach(parent, user));
}

async function makeFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  // Not left to the umask: the database's user walks through here, and nobody else may list it.
  await chmod(folder, 0o711);
  return realpathSync(folder);
}

function refuseForeignOwner(dataFolder: string): void {
  const owner = statSync(dataFolder, { throwIfNoEntry: false })?.uid;
  if (owner === undefined || owner === process.getuid?.()) return;
  throw new DatabaseStartError(
    `The database in ${dataFolder} belongs to the user with id ${owner}. ` +
      'Start the server as that user or as root, or set KAQUAN_DATA_DIR to another folder.',
  );
}

async function openParent(): Promise<string> {
  try {
    return await makeFolder(OPEN_PARENT);
  } catch (error) {
    if (!(hasCode(error, 'EACCES') || hasCode(error, 'EROFS'))) throw error;
    throw new EmbeddedDatabaseUnavailableError(
      `The database's user cannot reach the data folder, and ${OPEN_PARENT} cannot be written. ` +
        'Set KAQUAN_DATA_DIR to a folder that is open to all users, or start as another user than root.',
      { cause: error },
    );
  }
}

/**
 * Names the place apart. The token lies in the data folder: when that is deleted, or copied, the database that was
 * kept apart for it is not taken for the new one's.
 */
async function placeApart(dataDir: string, here: string): Promise<string> {
  const tokenFile = join(here, 'place');
  if (!existsSync(tokenFile)) await writeFile(tokenFile, randomUUID(), { mode: 0o600 });
  const token = await readFile(tokenFile, 'utf8');
  const key = createHash('sha256')
    .update(`${realpathSync(dataDir)}\0${token}`)
    .digest('hex')
    .slice(0, 16);
  return join(OPEN_PARENT, key);
}

async function folderForRoot(dataDir: string): Promise<{ folder: string; user: SystemUser }> {
  const here = await makeFolder(join(dataDir, 'database'));
  const apart = await placeApart(dataDir, here);
  // Where a database was made it stays, whatever the folder's rights have become.
  const isHere = existsSync(join(here, 'cluster'));
  const isApart = !isHere && existsSync(join(apart, 'cluster'));
  const user = userForRoot(join(isApart ? apart : here, 'cluster'));
  if (isApart) return { folder: apart, user };
  if (canReach(here, user)) return { folder: here, user };
  if (!isHere) {
    await openParent();
    return { folder: await makeFolder(apart), user };
  }
  throw new DatabaseStartError(
    `The database in ${here} cannot be reached by its user (id ${user.uid}): a folder above it is closed to others. ` +
      'Open that folder for passing through (chmod o+x), or move the data folder.',
  );
}

async function reachableBinaries(user: SystemUser): Promise<Binaries> {
  const binaries = findBinaries();
  if (!canReach(join(realpathSync(binaries.root), 'bin'), user)) return copyBinaries(binaries, await openParent());
  return linkedBinaries(binaries, OPEN_PARENT);
}

/** Links are missing after an install without scripts; when they cannot be made in place, a copy gets them. */
async function linkedBinaries(binaries: Binaries, spareParent: string): Promise<Binaries> {
  try {
    linkLibraries(binaries);
    await makeExecutable(binaries);
    return binaries;
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].some((code) => hasCode(error, code))) throw error;
    return copyBinaries(binaries, spareParent);
  }
}

/**
 * Decides where the database of a data folder lives: inside it, or, when root's folder is closed to the database's
 * user, under /var/lib/kaquan.
 * @throws {EmbeddedDatabaseUnavailableError} when this machine cannot run it
 * @throws {DatabaseStartError} when the folder belongs to somebody else or is closed
 */
export async function placeDatabase(dataDir: string): Promise<Placement> {
  if (process.getuid?.() === 0) {
    const { folder, user } = await folderForRoot(dataDir);
    return { folder, user, binaries: await reachableBinaries(user) };
  }
  refuseForeignOwner(join(dataDir, 'database/cluster'));
  const folder = await makeFolder(join(dataDir, 'database'));
  return { folder, user: undefined, binaries: await linkedBinaries(findBinaries(), folder) };
}
