import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseStartError, hasCode } from './errors.ts';
import { makeFolder } from './folders.ts';

/** Name of the place, in the data folder. It goes where the folder goes, and ends with it. */
const tokenFileOf = (dataDir: string): string => join(dataDir, 'database/place');
/** The data folder that a place belongs to, in the place. */
const noteOf = (place: string): string => join(place, 'data-folder');

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return null;
    throw error;
  }
}

const placeOf = (token: string, parent: string): string =>
  join(parent, createHash('sha256').update(token).digest('hex').slice(0, 16));

/** Renamed into place: a crash leaves the old note or the new one. */
async function writeNote(place: string, dataDir: string): Promise<void> {
  const draft = `${noteOf(place)}.${process.pid}`;
  await writeFile(draft, `${realpathSync(dataDir)}\n`, { mode: 0o600 });
  await rename(draft, noteOf(place));
}

/** Makes a place below `parent` and names it in the data folder: the name comes last, so what is named has been there. */
export async function makePlaceApart(dataDir: string, parent: string): Promise<string> {
  const token = randomUUID();
  const place = await makeFolder(placeOf(token, parent));
  await writeNote(place, dataDir);
  await writeFile(tokenFileOf(dataDir), token, { mode: 0o600 });
  return place;
}

/** The place that a data folder names, and the file that names it; null when it names none. */
export function namedPlace(
  dataDir: string,
  parent: string,
): { token: string; tokenFile: string; place: string } | null {
  const tokenFile = tokenFileOf(dataDir);
  const token = readOrNull(tokenFile);
  return token === null ? null : { token, tokenFile, place: placeOf(token, parent) };
}

/**
 * The place that is kept apart for this data folder, wherever the folder has been moved; null when there is none.
 * @throws {DatabaseStartError} when the place is gone, or when the data folder is a copy of the one it belongs to
 */
export async function findPlaceApart(dataDir: string, parent: string): Promise<string | null> {
  const named = namedPlace(dataDir, parent);
  if (named === null) return null;
  const { token, tokenFile, place } = named;
  if (!existsSync(place))
    throw new DatabaseStartError(
      `The database of ${dataDir} lay in ${place}, which is gone. Put it back, or delete ${tokenFile} to begin with an empty database.`,
    );
  const here = realpathSync(dataDir);
  const owner = readOrNull(noteOf(place));
  if (owner === here) return place;
  if (owner !== null && readOrNull(tokenFileOf(owner)) === token)
    throw new DatabaseStartError(
      `${here} is a copy of ${owner}, and there is one database for both, in ${place}. Start with ${owner}; ` +
        `or delete ${tokenFile} to begin here with an empty database; or delete ${owner} to go on here instead.`,
    );
  await writeNote(place, dataDir);
  return place;
}
