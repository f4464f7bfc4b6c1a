import type { ChildProcess } from 'node:child_process';

const GRACE_MS = 10_000;

export const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Asks a child to end, and ends it outright when it takes too long. */
export function endProcess(child: ChildProcess): Promise<void> {
  if (isOver(child) || child.pid === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const impatience = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    child.once('exit', () => {
      clearTimeout(impatience);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
