import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const SETTINGS = [
  '.dependency-cruiser.cjs',
  ...['doors', 'packages', 'rooms', 'wall'].map((name) => `tools/house-rules/walls/${name}.cjs`),
  '.oxlintrc.json',
  'biome.json',
  'knip.json',
  'tsconfig.base.json',
  '.gitignore',
];
const SHARED = ['package.json', 'pnpm-workspace.yaml', 'packages/server/package.json', 'packages/server/tsconfig.json'];
const LENT = ['node_modules', 'packages/server/node_modules'];

export type Run = { code: number; output: string };

/** A small repository in a temporary folder, with the real settings of this one and the files of a test. */
export type PlantedTree = {
  /** Runs a program of `node_modules/.bin` at the root of the tree. */
  run: (program: string, ...parameters: string[]) => Run;
  remove: () => void;
};

export function plantTree(files: Record<string, string>): PlantedTree {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'planted-')));
  const write = (path: string, put: (target: string) => void): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    put(join(root, path));
  };
  for (const path of [...SETTINGS, ...SHARED]) write(path, (target) => copyFileSync(join(REPOSITORY, path), target));
  for (const path of LENT) {
    if (existsSync(join(REPOSITORY, path))) write(path, (target) => symlinkSync(join(REPOSITORY, path), target));
  }
  for (const [path, text] of Object.entries(files)) write(path, (target) => writeFileSync(target, text));
  return {
    run: (program, ...parameters) => {
      const bin = join(REPOSITORY, 'node_modules/.bin', program);
      const done = spawnSync(bin, parameters, {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
      });
      return { code: done.status ?? -1, output: `${done.stdout}${done.stderr}` };
    },
    remove: () => rmSync(root, { recursive: true }),
  };
}

/** A script of this package, for `tsx`. */
export const scriptOf = (path: string): string => resolve(import.meta.dirname, '../src', path);
