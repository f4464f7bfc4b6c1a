import { setTimeout as sleep } from 'node:timers/promises';

export type Poller = {
  /** Ends after the piece under way. */
  stop: () => Promise<void>;
};

/** Does work piece by piece while there is any, then looks again now and then: whoever makes it may be another instance. */
export function startPoller(options: {
  /** Does the next piece; false: there is none. */
  runNext: () => Promise<boolean>;
  onError: (error: unknown) => void;
  everyMs: number;
}): Poller {
  const stopper = new AbortController();
  const { signal } = stopper;
  const runOnce = (): Promise<boolean> =>
    options.runNext().catch((error: unknown) => {
      options.onError(error);
      return false;
    });
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      if (!(await runOnce())) await sleep(options.everyMs, undefined, { signal }).catch(() => undefined);
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
