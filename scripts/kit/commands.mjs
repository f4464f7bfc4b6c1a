import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './prepare.mjs';
import { LaunchError, say, sayOnStderr } from './progress.mjs';
import { runScript } from './run.mjs';
import { runTests } from './tests.mjs';
import { BENCH, findPackage, ROOT } from './workspace.mjs';

/**
 * The server runs in this very process: signals reach it directly, its exit code is ours, and killing what
 * `npm start` started leaves no second process behind.
 */
async function runServerHere(args) {
  const main = join(ROOT, 'packages/server/dist/main.js');
  if (!existsSync(main)) {
    throw new LaunchError(
      'packages/server/dist/main.js is missing.',
      'Build it: npx pnpm --filter @kaquan/server build',
    );
  }
  process.argv = [process.execPath, main, ...args];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(main).href);
}

/** Of the process that called us, taken before a long preparation: it may be gone by then. */
const CALLER = process.ppid;

/** npm passes on what ends it, but not its own violent end; a server that outlived it would hold the data folder. */
function endingWithNpm() {
  return process.env.npm_lifecycle_event === 'start' ? ['--ends-with', String(CALLER)] : [];
}

async function start(args) {
  await prepare();
  process.env.KAQUAN_SANDBOX ??= '1';
  await runServerHere(['serve', ...endingWithNpm(), ...args]);
}

/** Its output may be read by a program (`--json`), so our own lines keep out of it. */
async function kaquan(args) {
  sayOnStderr();
  await prepare();
  await runServerHere(args);
}

async function test(args) {
  let result = { passed: 0, failed: 1 };
  try {
    await prepare();
    result = await runTests(args);
  } catch (error) {
    explain(error);
  }
  process.exitCode = result.failed === 0 ? 0 : 1;
  process.stdout.write(`${result.passed} passed, ${result.failed} failed\n`);
}

async function soak(args) {
  await prepare();
  const server = findPackage('@kaquan/server');
  const script = server?.scripts.soak;
  if (script === undefined) throw new LaunchError('packages/server has no soak script.', 'Nothing to run.');
  process.exitCode = await runScript(server.folder, [script, ...args].join(' '));
}

/** Its results may be read by a program (`--json`), so our own lines keep out of them. */
async function bench(args) {
  sayOnStderr();
  await prepare({ forBench: true });
  const { folder, scripts } = findPackage(BENCH);
  process.exitCode = await runScript(folder, [scripts.bench, ...args].join(' '));
}

const COMMANDS = { start, test, soak, bench, kaquan };

function explain(error) {
  if (error instanceof LaunchError) process.stderr.write(`\n${error.message}\n→ ${error.advice}\n`);
  else process.stderr.write(`\n${error instanceof Error ? error.stack : String(error)}\n`);
}

/** Runs one command of the root package.json; failures are explained, never thrown. */
export async function launch([name = '', ...args]) {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    say(`Usage: node scripts/launch.mjs ${Object.keys(COMMANDS).join('|')} …`);
    process.exitCode = 1;
    return;
  }
  try {
    await command(args);
  } catch (error) {
    explain(error);
    process.exitCode = 1;
  }
}
