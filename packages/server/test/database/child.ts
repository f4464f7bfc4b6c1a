import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

/** A child process and the first line it wrote. */
export type Child = { process: ChildProcess; firstLine: string };

const tsx = createRequire(import.meta.url).resolve('tsx');

/** Runs a script of this folder with one argument and waits for its first line. */
export async function runChild(script: string, argument: string): Promise<Child> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--import', tsx, path, argument], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const firstLine = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  return { process: child, firstLine };
}

/** Ends a child with a signal and waits until it is gone. */
export async function endChild(child: Child, signal: NodeJS.Signals): Promise<void> {
  const gone = new Promise((resolve) => child.process.once('exit', resolve));
  child.process.kill(signal);
  await gone;
}
