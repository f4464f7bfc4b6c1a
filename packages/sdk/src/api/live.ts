import type { Host, Off } from '../core/host.ts';
import { KqMine } from '../generated/documents.ts';
import type { Graphql } from '../transport/create-urql.ts';
import type { Claim } from '../types.ts';

export type Live = {
  watch: (claimId: string, listener: (claim: Claim) => void) => Off;
  dispose: () => void;
};

type Watcher = { claimId: string; last: string | null; listener: (claim: Claim) => void };

/** A stream that has brought nothing for so long may be held back by something on the way. */
const PATIENCE_MS = 2_000;
const LONGEST_POLL_MS = 10_000;

/**
 * The user's codes, live: one stream for the whole page while it is seen and something is watched, and questions at
 * growing intervals where no stream comes through.
 */
export function createLive(graphql: Graphql, host: Host, find: (claimId: string) => Promise<Claim | null>): Live {
  const watchers = new Set<Watcher>();
  let after: string | null = null;
  let timer: ReturnType<typeof setTimeout>;
  let stream: Off | undefined, off: Off | undefined;

  const tell = (claim: Claim | null): void => tellOf(claim, watchers);

  /** Asks for every claim that is watched. What fails is asked again by the next poll, stream or wake. */
  const refresh = (): void => watchers.forEach(({ claimId }) => void find(claimId).then(tell, () => {}));

  function pollAfter(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      refresh();
      pollAfter(Math.min(ms * 2, LONGEST_POLL_MS));
    }, ms);
  }

  /** Begins anew, or not, as the page is seen and something is watched. */
  function restart(): void {
    if (stream) stream();
    stream = undefined;
    clearTimeout(timer);
    if (!watchers.size || !host.isVisible()) return;
    pollAfter(PATIENCE_MS);
    stream = graphql.listen(
      KqMine,
      { after },
      {
        onOpen() {
          clearTimeout(timer);
          refresh();
        },
        onCut(reason) {
          // A place that the server refuses is not asked for again.
          if (reason) after = null;
          pollAfter(PATIENCE_MS);
        },
        onData({ mine: { cursor, claim } }) {
          after = cursor;
          if (claim) tell(claim);
          else refresh();
        },
      },
    );
  }

  function watch(claimId: string, listener: (claim: Claim) => void): Off {
    const watcher = { claimId, listener, last: null };
    watchers.add(watcher);
    off = off || host.onChange(restart);
    if (stream) refresh();
    else restart();
    return () => {
      watchers.delete(watcher);
      if (!watchers.size) restart();
    };
  }

  return {
    watch,
    dispose() {
      watchers.clear();
      restart();
      if (off) off();
    },
  };
}

function tellOf(claim: Claim | null, watchers: ReadonlySet<Watcher>): void {
  if (!claim) return;
  const state = claim.code.value + claim.code.status;
  for (const watcher of Array.from(watchers)) {
    if (watcher.claimId !== claim.id || watcher.last === state) continue;
    watcher.last = state;
    watcher.listener(claim);
  }
}
