import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Stamps and locks of the launcher; goes away with node_modules, as it should. */
export const STATE = join(ROOT, 'node_modules/.kaquan');

/** Neither the server nor a test needs it, so only `pnpm bench` generates and builds it. */
export const BENCH = '@kaquan/bench';

const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The folders that pnpm-workspace.yaml names, as `- folder` or `- folder/*`. */
function packageFolders() {
  const text = readFileSync(join(ROOT, 'pnpm-workspace.yaml'), 'utf8');
  const listed = /^packages:\n((?: {2}- .+\n)+)/m.exec(text)?.[1] ?? '';
  return [...listed.matchAll(/^ {2}- ["']?([\w./-]+?)(\/\*)?["']?$/gm)].flatMap(([, folder, below]) => {
    const path = join(ROOT, folder);
    if (below === undefined) return [path];
    return existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : [];
  });
}

function readPackage(folder) {
  const manifest = readJson(join(folder, 'package.json'));
  const dependencies = Object.fromEntries(DEPENDENCY_FIELDS.map((field) => [field, manifest[field] ?? {}]));
  return { folder, name: manifest.name, scripts: manifest.scripts ?? {}, dependencies };
}

/** All packages; one comes after the packages of this workspace that it depends on. */
export function listPackages() {
  const packages = packageFolders()
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => readPackage(folder));
  const ordered = [];
  const visit = (one) => {
    if (ordered.includes(one)) return;
    for (const needed of neededBy(one, packages)) visit(needed);
    ordered.push(one);
  };
  for (const one of packages) visit(one);
  return ordered;
}

/** The packages of this workspace that `one` depends on directly. */
export function neededBy(one, packages) {
  const names = new Set(Object.values(one.dependencies).flatMap((list) => Object.keys(list)));
  return packages.filter((other) => other !== one && names.has(other.name));
}

export function findPackage(name) {
  return listPackages().find((one) => one.name === name);
}

/** The part of all manifests that decides what is installed. */
export function dependencyTexts() {
  return [readPackage(ROOT), ...listPackages()].map((one) => JSON.stringify([one.name, one.dependencies]));
}
