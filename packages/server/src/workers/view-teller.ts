import { setTimeout as sleep } from 'node:timers/promises';

export type ViewTeller = {
  /** Notes that a code was opened. Never waits and never fails. */
  note: (codeId: string) => void;
  stop(): Promise<void>;
};

const EVERY_MS = 1_000;
/** Pages ask again when something happens to a code; within this time that is the same look. */
const SAME_LOOK_MS = 60_000;
/** Codes that are remembered; beyond it nobody waits and nothing is told. */
const MOST_CODES = 20_000;

/** Gathers the codes that users open and hands them on once a second. A kill -9 loses those of a second. */
export function startViewTeller(options: {
  write: (codeIds: readonly string[]) => Promise<void>;
  onError: (error: unknown) => void;
  everyMs?: number;
  /** Milliseconds of a clock that never goes back. */
  clock?: () => number;
}): ViewTeller {
  const { everyMs = EVERY_MS, clock = () => performance.now() } = options;
  const stopper = new AbortController();
  const seenAt = new Map<string, number>();
  let waiting = new Set<string>();
  const isSameLook = (at: number | undefined): boolean => at !== undefined && clock() - at < SAME_LOOK_MS;
  const forget = (): void => {
    for (const [codeId, at] of seenAt) {
      if (isSameLook(at)) return; // They stand in the order of their times.
      seenAt.delete(codeId);
    }
  };
  const write = async (): Promise<void> => {
    forget();
    if (waiting.size === 0) return;
    const codeIds = [...waiting];
    waiting = new Set();
    await options.write(codeIds).catch((error: unknown) => {
      options.onError(error);
      for (const codeId of codeIds) waiting.add(codeId);
    });
  };
  const loop = async (): Promise<void> => {
    while (!stopper.signal.aborted) {
      await sleep(everyMs, undefined, { signal: stopper.signal }).catch(() => undefined);
      await write();
    }
  };
  const running = loop();
  return {
    note: (codeId) => {
      if (seenAt.size >= MOST_CODES || isSameLook(seenAt.get(codeId))) return;
      // Deleted first, so that it stands at the end.
      seenAt.delete(codeId);
      seenAt.set(codeId, clock());
      waiting.add(codeId);
    },
    stop: () => {
      stopper.abort();
      return running;
    },
  };
}
