import { setTimeout as sleep } from 'node:timers/promises';

/** One kind of row that outlives its use; tells how many it deleted or ended. */
export type Sweeping = { name: string; sweep: () => Promise<number> };

export type Sweeper = { stop(): Promise<void> };

const EVERY_MS = 600_000;

/** Deletes or ends what has expired, one kind after the other, each ten minutes unless told otherwise. A failure of one does not stop the others. */
export function startSweeper(options: {
  sweepings: readonly Sweeping[];
  onSwept: (swept: { name: string; count: number }) => void;
  onError: (error: unknown) => void;
  everyMs?: number;
}): Sweeper {
  const stopper = new AbortController();
  const sweepAll = async (): Promise<void> => {
    for (const { name, sweep } of options.sweepings) {
      if (stopper.signal.aborted) return;
      const count = await sweep().catch((error: unknown) => {
        options.onError(error);
        return 0;
      });
      if (count > 0) options.onSwept({ name, count });
    }
  };
  const loop = async (): Promise<void> => {
    while (!stopper.signal.aborted) {
      await sleep(options.everyMs ?? EVERY_MS, undefined, { signal: stopper.signal }).catch(() => undefined);
      await sweepAll();
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
