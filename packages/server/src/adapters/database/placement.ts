import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Binaries, copyBinaries, findBinaries, linkLibraries, makeExecutable } from './binaries.ts';
import { DatabaseStartError, EmbeddedDatabaseUnavailableError, hasCode } from './errors.ts';
import { makeFolder } from './folders.ts';
import { findPlaceApart, makePlaceApart, namedPlace } from './place-apart.ts';

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

function refuseForeignOwner(folder: string): void {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
  if (owner === undefined || owner === process.getuid?.()) return;
  throw new DatabaseStartError(
    `The database in ${folder} belongs to the user with id ${owner}. ` +
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

async function folderForRoot(dataDir: string): Promise<{ folder: string; user: SystemUser }> {
  const here = await makeFolder(join(dataDir, 'database'));
  // Where a database was made it stays, whatever the folder's rights have become.
  const isHere = existsSync(join(here, 'cluster'));
  const apart = isHere ? null : await findPlaceApart(dataDir, OPEN_PARENT);
  const user = userForRoot(join(apart ?? here, 'cluster'));
  if (apart !== null) return { folder: apart, user };
  if (canReach(here, user)) return { folder: here, user };
  if (!isHere) return { folder: await makePlaceApart(dataDir, await openParent()), user };
  throw new DatabaseStartError(
    `The database in ${here} cannot be reached by its user (id ${user.uid}): a folder above it is closed to others. ` +
      'Open that folder for passing through (chmod o+x), or move the data folder.',
  );
}

/** Root's database stays root's: who was given the data folder since would begin with an empty one. */
function refusePlaceOfRoot(dataDir: string): void {
  const apart = existsSync(join(dataDir, 'database/cluster')) ? null : namedPlace(dataDir, OPEN_PARENT);
  if (apart === null) return;
  throw new DatabaseStartError(
    `The database of ${dataDir} lies in ${apart.place}, because root started it first. Start as root, ` +
      `or delete ${apart.tokenFile} to begin with an empty database.`,
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
 * user, under /var/lib/kaquan, where it is found again when the folder was moved.
 * @throws {EmbeddedDatabaseUnavailableError} when this machine cannot run it
 * @throws {DatabaseStartError} when the folder belongs to somebody else, is closed, or is a copy
 */
export async function placeDatabase(dataDir: string): Promise<Placement> {
  if (process.getuid?.() === 0) {
    const { folder, user } = await folderForRoot(dataDir);
    return { folder, user, binaries: await reachableBinaries(user) };
  }
  for (const folder of ['database', 'database/cluster']) refuseForeignOwner(join(dataDir, folder));
  refusePlaceOfRoot(dataDir);
  const folder = await makeFolder(join(dataDir, 'database'));
  return { folder, user: undefined, binaries: await linkedBinaries(findBinaries(), folder) };
}
