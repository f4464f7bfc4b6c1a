// Content hashes decide what must be made again; file times lie after a clone or a checkout.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MADE = new Set(['node_modules', 'dist', 'generated', 'coverage']);

/** Every file below `path` in a stable order; a file stands for itself, a missing path for nothing. */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (entry.name.startsWith('.') || MADE.has(entry.name)) return [];
    const full = join(path, entry.name);
    if (entry.isDirectory()) return filesBelow(full);
    return entry.isFile() ? [full] : [];
  });
}

/**
 * SHA-256 over names and contents of all source files below the folders, plus any further texts.
 * @param {{ folders?: string[], files?: string[], texts?: (string | undefined)[] }} sources
 */
export function fingerprint({ folders = [], files = [], texts = [] }) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text}\0`);
  const all = [...folders.flatMap((folder) => filesBelow(folder)), ...files.filter((file) => existsSync(file))];
  for (const file of all) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** True when `stampFile` holds this fingerprint: what it stands for needs no work. */
export function isFresh(stampFile, value) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === value;
}

/** Remembers the fingerprint; written after the work, so a failure is tried again. */
export function remember(stampFile, value) {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, value);
}
