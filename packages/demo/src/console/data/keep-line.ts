import type { Follower, Subscribe } from './follow.ts';
import { createLiveSocket, type LineState } from './live-socket.ts';
import { isRefusal, type Problem } from './problem.ts';

/** `refused`: the server will not have it. */
export type KeptLine = LineState | 'refused';

const ASK_AGAIN_MS = 3_000;

type Keeping<Start> = {
  appId: string;
  /** Asks where to begin. */
  start: () => Promise<Start | { problem: Problem }>;
  /** Listens from there; null: there is nothing to listen to. */
  watch: (start: Start, line: { subscribe: Subscribe; onRefused: (code: string) => void }) => Follower | null;
  onLine: (line: KeptLine) => void;
};

/**
 * Asks where to begin, then listens, and begins anew when the server has forgotten the place; until the function that it
 * answers with is called.
 */
export function keepLine<Start extends object>({ appId, start, watch, onLine }: Keeping<Start>): () => void {
  const leaving = new AbortController();
  const tell = (line: KeptLine): void => {
    if (!leaving.signal.aborted) onLine(line);
  };
  const socket = createLiveSocket(appId, tell);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let follower: Follower | null = null;
  const begin = async (): Promise<void> => {
    const found = await start();
    if (leaving.signal.aborted) return;
    if ('problem' in found) {
      if (isRefusal(found.problem)) return tell('refused');
      tell('cut');
      timer = setTimeout(() => void begin(), ASK_AGAIN_MS);
      return;
    }
    follower = watch(found, { subscribe: socket.subscribe, onRefused });
  };
  // Several streams may be refused at once; the first one speaks for all.
  const onRefused = (code: string): void => {
    follower?.stop();
    follower = null;
    if (code === 'CURSOR_EXPIRED') void begin();
    else tell('refused');
  };
  addEventListener('online', () => follower?.hurry(), { signal: leaving.signal });
  void begin();
  return () => {
    leaving.abort();
    clearTimeout(timer);
    follower?.stop();
    socket.close();
  };
}
