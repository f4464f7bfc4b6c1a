import { existsSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fingerprint, isFresh, remember } from './fingerprint.mjs';
import { LaunchError, say, step } from './progress.mjs';
import { runQuietly } from './run.mjs';
import { dependencyTexts, listPackages, readJson, ROOT, STATE } from './workspace.mjs';

const STAMP = join(STATE, 'install');
const SHOWN_LINES = 25;

/** What an install that failed most likely lacks; the first pattern that its output matches. */
const ADVICE = [
  [
    /ERR_PNPM_OUTDATED_LOCKFILE/,
    'pnpm-lock.yaml does not fit the package.json files. Run pnpm install and commit the lockfile.',
  ],
  [/ENOSPC/, 'The disk is full. About 1 GB is needed.'],
  [
    /EACCES|EPERM|EROFS|ENOTDIR/,
    "A folder cannot be written. Set npm_config_cache to a folder that you own (npm's cache), and look at the owner of node_modules.",
  ],
  [/UNEXPECTED_STORE/, 'node_modules was installed with another store. Delete node_modules and try again.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|META_FETCH_FAIL|E40\d|E50\d/,
    'The package registry cannot be reached. Look at the network, the proxy, and `npm config get registry`.',
  ],
];

/** Tried, not asked: a read-only file system lets root think that it may. */
function canWrite(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    rmdirSync(mkdtempSync(join(folder, '.kaquan-')));
    return true;
  } catch {
    return false;
  }
}

/** NODE_ENV=production would leave out what builds the server; CI keeps pnpm from asking questions. */
function installEnvironment() {
  const { NODE_ENV: _left, ...env } = process.env;
  const plain = { ...env, CI: 'true', npm_config_update_notifier: 'false', npm_config_fund: 'false' };
  const cache = process.env.npm_config_cache ?? join(homedir(), '.npm');
  const spare = join(tmpdir(), `kaquan-packages-${process.getuid?.() ?? 'user'}`);
  const isCacheOpen = canWrite(cache);
  const isHomeOpen = canWrite(homedir());
  if (!isCacheOpen)
    say(`npm's cache ${cache} cannot be written: using ${spare}. Set npm_config_cache to choose another.`);
  return {
    ...plain,
    ...(isCacheOpen ? {} : { npm_config_cache: join(spare, 'npm') }),
    ...(isHomeOpen
      ? {}
      : {
          XDG_DATA_HOME: join(spare, 'data'),
          XDG_CACHE_HOME: join(spare, 'cache'),
          XDG_STATE_HOME: join(spare, 'state'),
        }),
  };
}

function npxProgram() {
  const beside = join(dirname(process.execPath), 'npx');
  return existsSync(beside) ? beside : 'npx';
}

async function pnpmInstall() {
  const { packageManager } = readJson(join(ROOT, 'package.json'));
  const args = ['--yes', packageManager, 'install', '--frozen-lockfile', '--prod=false', '--reporter=append-only'];
  const { code, output } = await runQuietly(npxProgram(), args, { env: installEnvironment() }).catch((error) => {
    throw new LaunchError(
      `npx cannot be run: ${error.message}`,
      'Install npm; it comes with Node from https://nodejs.org.',
    );
  });
  if (code === 0) return;
  const advice = ADVICE.find(([pattern]) => pattern.test(output))?.[1];
  const end = output.trim().split('\n').slice(-SHOWN_LINES).join('\n');
  throw new LaunchError(
    `${end}\n\nInstalling the packages failed.`,
    advice ?? 'The lines above tell why. Then try again.',
  );
}

function isInstalled(wanted) {
  const folders = listPackages().filter((one) =>
    Object.values(one.dependencies).some((list) => Object.keys(list).length > 0),
  );
  return isFresh(STAMP, wanted) && folders.every((one) => existsSync(join(one.folder, 'node_modules')));
}

/** Installs with the pinned pnpm when the lockfile, a manifest or the platform differs from the last time. */
export async function installIfNeeded() {
  const wanted = fingerprint({
    files: [join(ROOT, 'pnpm-lock.yaml'), join(ROOT, 'pnpm-workspace.yaml')],
    texts: [...dependencyTexts(), process.platform, process.arch],
  });
  if (isInstalled(wanted)) return;
  await step('Installing packages', pnpmInstall);
  remember(STAMP, wanted);
}
