import { isAlive } from '../adapters/database/processes.ts';

const WATCH_EVERY_MS = 200;

/** Calls back once when the process has ended, however it did. */
export function watchProcess(pid: number, onEnded: () => void): void {
  const timer = setInterval(() => {
    if (isAlive(pid)) return;
    clearInterval(timer);
    onEnded();
  }, WATCH_EVERY_MS);
  timer.unref();
}
