import { setTimeout as sleep } from 'node:timers/promises';

export type View = { placementId: string; channel: string | null };
export type CountedView = View & { count: number };

export type ViewCounter = {
  /** Counts one opening. Never waits and never fails. */
  count: (view: View) => void;
  stop(): Promise<void>;
};

const EVERY_MS = 1_000;
/** Different placements and channels between two writes; what would go beyond waits for nobody and is not counted. */
const MOST_KEYS = 10_000;

/**
 * Adds openings of pages up and writes them once a second, in one statement: a page that everybody opens would else hold
 * one row, and with it the connections that claims need. A kill -9 loses the openings of a second, and no claim.
 */
export function startViewCounter(options: {
  write: (views: readonly CountedView[]) => Promise<void>;
  onError: (error: unknown) => void;
  everyMs?: number;
}): ViewCounter {
  const stopper = new AbortController();
  let waiting = new Map<string, CountedView>();
  const add = ({ placementId, channel, count }: CountedView): void => {
    const key = `${placementId} ${channel ?? ''}`;
    const known = waiting.get(key);
    if (known) known.count += count;
    else if (waiting.size < MOST_KEYS) waiting.set(key, { placementId, channel, count });
  };
  const write = async (): Promise<void> => {
    if (waiting.size === 0) return;
    const views = [...waiting.values()];
    waiting = new Map();
    await options.write(views).catch((error: unknown) => {
      options.onError(error);
      for (const view of views) add(view);
    });
  };
  const loop = async (): Promise<void> => {
    while (!stopper.signal.aborted) {
      await sleep(options.everyMs ?? EVERY_MS, undefined, { signal: stopper.signal }).catch(() => undefined);
      await write();
    }
  };
  const running = loop();
  return {
    count: (view) => add({ ...view, count: 1 }),
    stop: () => {
      stopper.abort();
      return running;
    },
  };
}
