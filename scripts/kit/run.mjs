import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { ROOT } from './workspace.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const EXIT_AFTER_SIGNAL = 128;

/** Waits for a child; a signal for us is passed on, and we end when the child has. */
function waitFor(child) {
  return new Promise((resolve, reject) => {
    const passOn = (name) => child.kill(name);
    for (const name of SIGNALS) process.on(name, passOn);
    const settle = (act) => {
      for (const name of SIGNALS) process.removeListener(name, passOn);
      act();
    };
    child.once('error', (/** @type {Error} */ error) => settle(() => reject(error)));
    child.once('close', (code) => settle(() => resolve(code ?? EXIT_AFTER_SIGNAL)));
  });
}

/** Runs a program whose output the user sees; resolves to its exit code. */
export async function runVisibly(command, args, options = {}) {
  const { cwd = ROOT, env = process.env, timeoutMs } = options;
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], timeout: timeoutMs });
  return waitFor(child);
}

/** Runs a program and keeps its output for the case that it fails. */
export async function runQuietly(command, args, options = {}) {
  const { cwd = ROOT, env = process.env } = options;
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return { code: await waitFor(child), output };
}

/** Runs a script of a package.json as pnpm would: in a shell, with the package's programs first on the path. */
export async function runScript(folder, script, { env = process.env } = {}) {
  const path = [join(folder, 'node_modules/.bin'), join(ROOT, 'node_modules/.bin'), env.PATH ?? ''].join(delimiter);
  const child = spawn(script, {
    cwd: folder,
    env: { ...env, PATH: path },
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return waitFor(child);
}
