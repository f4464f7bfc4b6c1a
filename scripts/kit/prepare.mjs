import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fingerprint, isFresh, remember } from './fingerprint.mjs';
import { installIfNeeded } from './install.mjs';
import { LaunchError, say, step } from './progress.mjs';
import { runScript } from './run.mjs';
import { BENCH, listPackages, neededBy, ROOT, STATE } from './workspace.mjs';

/** Folders of a package that change nothing in what is built from it. */
const NOT_BUILT = new Set(['node_modules', 'dist', 'test', 'e2e', 'soak', 'bench', 'docs', 'coverage', 'results']);
const LOCK_POLL_MS = 200;
const LOCK_LIMIT_MS = 15 * 60_000;

function fingerprintOf(one, needed) {
  const entries = readdirSync(one.folder, { withFileTypes: true });
  const kept = entries.filter((entry) => !NOT_BUILT.has(entry.name) && !entry.name.startsWith('.'));
  const pathsOf = (list) => list.map((entry) => join(one.folder, entry.name));
  return fingerprint({
    folders: pathsOf(kept.filter((entry) => entry.isDirectory())),
    files: [
      ...pathsOf(kept.filter((entry) => entry.isFile())),
      join(ROOT, 'pnpm-lock.yaml'),
      join(ROOT, 'tsconfig.base.json'),
    ],
    texts: needed,
  });
}

function isBuilt(one) {
  const hasOutput = one.scripts.build === undefined || existsSync(join(one.folder, 'dist'));
  const hasGenerated = one.scripts.generate === undefined || existsSync(join(one.folder, 'src/generated'));
  return hasOutput && hasGenerated;
}

async function runStep(one, script) {
  const where = relative(ROOT, one.folder);
  const code = await runScript(one.folder, one.scripts[script]);
  if (code === 0) return;
  throw new LaunchError(
    `The ${script} script of ${where} failed.`,
    'The lines above name the file. Mend it and try again.',
  );
}

/** Generates and builds the packages whose sources, or whose workspace packages, changed since the last time. */
async function buildIfNeeded(forBench) {
  const packages = listPackages().filter((one) => forBench || one.name !== BENCH);
  const prints = new Map();
  for (const one of packages) {
    const wanted = fingerprintOf(
      one,
      neededBy(one, packages).map((needed) => prints.get(needed.name)),
    );
    prints.set(one.name, wanted);
    const stamp = join(STATE, `${one.name.replace(/\W+/g, '-')}.build`);
    const scripts = ['generate', 'build'].filter((script) => one.scripts[script] !== undefined);
    if (scripts.length === 0 || (isFresh(stamp, wanted) && isBuilt(one))) continue;
    await step(`Building ${relative(ROOT, one.folder)}`, async () => {
      for (const script of scripts) await runStep(one, script);
    });
    // Generating may rewrite committed files; what was read last is what counts next time.
    const made = fingerprintOf(
      one,
      neededBy(one, packages).map((needed) => prints.get(needed.name)),
    );
    prints.set(one.name, made);
    remember(stamp, made);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Its process is gone, or it is too old to be true: the number may have been given to another program. */
function isLeftOver(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return false;
  const holder = Number(readFileSync(file, 'utf8'));
  return (holder > 0 && !isAlive(holder)) || Date.now() - stat.mtimeMs > LOCK_LIMIT_MS;
}

function tryLock(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (isLeftOver(file)) rmSync(file, { force: true });
  return false;
}

/** `npm start` and `npm test` may be called at once on a fresh clone: one prepares, the other waits. */
async function alone(work) {
  mkdirSync(STATE, { recursive: true });
  const file = join(STATE, 'lock');
  if (!tryLock(file)) say('Waiting for another start to finish its preparations …');
  while (!isOurs(file) && !tryLock(file)) await sleep(LOCK_POLL_MS);
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
}

const isOurs = (file) => existsSync(file) && readFileSync(file, 'utf8') === String(process.pid);

/** Makes everything ready to run. On a second start nothing differs and nothing is done. */
export async function prepare({ forBench = false } = {}) {
  await alone(async () => {
    await installIfNeeded();
    await buildIfNeeded(forBench);
  });
}
