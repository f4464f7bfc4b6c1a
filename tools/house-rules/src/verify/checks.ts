import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** One script of one package.json. */
export type Check = { title: string; command: string; folder: string; path: string };
export type Outcome = { ok: boolean; output: string };

const BINS = 'node_modules/.bin';
/** The longest first: two at a time then end together. */
const ROOT_SCRIPTS = ['lint', 'walls', 'unused', 'format:check', 'docs:check'];

function scriptsOf(folder: string): Record<string, string> {
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  // A package.json is ours and committed: its shape is known.
  const manifest = JSON.parse(text) as { scripts?: Record<string, string> };
  return manifest.scripts ?? {};
}

/** The folders of all packages, from the root. */
function packageFolders(root: string): string[] {
  const below = ['packages', 'tools'].flatMap((parent) =>
    existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`) : [],
  );
  return [...below, 'bench'].filter((folder) => existsSync(join(root, folder, 'package.json')));
}

/** The script `name` of every package that has one. */
export function packageChecks(root: string, name: string): Check[] {
  return packageFolders(root).flatMap((child): Check[] => {
    const folder = join(root, child);
    const command = scriptsOf(folder)[name];
    const path = [join(folder, BINS), join(root, BINS)].join(delimiter);
    return command ? [{ title: `${name} ${child}`, command, folder, path }] : [];
  });
}

/** The checks of the whole repository, by the scripts of its root. */
export function rootChecks(root: string): Check[] {
  const scripts = scriptsOf(root);
  return ROOT_SCRIPTS.flatMap((title): Check[] => {
    const command = scripts[title];
    return command ? [{ title, command, folder: root, path: join(root, BINS) }] : [];
  });
}

/** Runs a script as a package manager would, and keeps what it printed. */
export function runCheck({ command, folder, path }: Check): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...process.env, PATH: `${path}${delimiter}${process.env['PATH'] ?? ''}`, FORCE_COLOR: '0' };
    const child = spawn(command, { cwd: folder, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
