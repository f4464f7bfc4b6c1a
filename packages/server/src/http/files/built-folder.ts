import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type BuiltFile, prepareFile } from './built-file.ts';

/** The files of a build that are served. Only what a walk through the folder has found can ever be asked for. */
export type BuiltFolder = {
  /** A file by its path, `assets/x.js`; null when there is none. */
  find: (path: string) => Promise<BuiltFile | null>;
  /** Whether it was built at all. */
  isBuilt: () => Promise<boolean>;
};

type Found = { file: string; version: string };
type Prepared = { version: string; ready: Promise<BuiltFile> };

/** So long a walk counts: a build that is made while we run shows soon, and a busy server walks once a second. */
const WALK_LASTS_MS = 1_000;

/** Serves from memory; each file is read and compressed when it is first asked for, and again when it has changed. */
export function openBuiltFolder(folder: string): BuiltFolder {
  const prepared = new Map<string, Prepared>();
  let walk: { at: number; found: Promise<Map<string, Found>> } | null = null;
  const files = (): Promise<Map<string, Found>> => {
    const now = performance.now();
    if (walk === null || now - walk.at > WALK_LASTS_MS) walk = { at: now, found: filesIn(folder) };
    return walk.found;
  };
  return {
    isBuilt: async () => (await files()).size > 0,
    find: async (path) => {
      const found = (await files()).get(path);
      if (found === undefined) return null;
      const known = prepared.get(path);
      if (known?.version === found.version) return known.ready;
      const ready = readFile(found.file).then((bytes) => prepareFile(path, bytes));
      prepared.set(path, { version: found.version, ready });
      // A file that could not be read this time may be readable the next.
      ready.catch(() => prepared.delete(path));
      return ready;
    },
  };
}

/** Plain files below a folder by their path with slashes; links and hidden ones are left out. */
async function filesIn(folder: string): Promise<Map<string, Found>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const found = await Promise.all(
    entries.map(async (entry): Promise<[string, Found] | null> => {
      const file = join(entry.parentPath, entry.name);
      const path = relative(folder, file).split(sep).join('/');
      if (!entry.isFile() || /(^|\/)\./.test(path)) return null;
      const facts = await stat(file).catch(() => null); // A build may be replacing it at this moment.
      return facts === null ? null : [path, { file, version: `${facts.mtimeMs}:${facts.size}` }];
    }),
  );
  return new Map(found.filter((entry) => entry !== null));
}
