import { setTimeout as sleep } from 'node:timers/promises';

export type Importer = {
  /** Ends after the chunk under way. */
  stop: () => Promise<void>;
};

const POLL_MS = 500;

/** Does imports chunk by chunk while there are any, then looks again now and then: whoever asks may be another instance. */
export function startImporter(options: {
  /** Does the next chunk; false: there is none. */
  runNext: () => Promise<boolean>;
  onError: (error: unknown) => void;
  pollMs?: number;
}): Importer {
  const stopper = new AbortController();
  const { signal } = stopper;
  const runOnce = (): Promise<boolean> =>
    options.runNext().catch((error: unknown) => {
      options.onError(error);
      return false;
    });
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      if (!(await runOnce())) await sleep(options.pollMs ?? POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = loop();
  return {
    stop: () => {
      stopper.abort();
      return running;
    },
  };
}
