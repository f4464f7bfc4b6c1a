import type { Host, Off } from '../core/host.ts';
import { KqCodeNews } from '../generated/documents.ts';
import type { HoldingCalls } from '../holding-types.ts';
import type { Graphql } from '../transport/create-urql.ts';

/** So often is asked where no stream comes through. */
const ASKED_EVERY_MS = 10_000;

/** What happens to the codes of the user: one stream while the page is seen and somebody listens. */
export function createCodeNews(graphql: Graphql, host: Host): Pick<HoldingCalls, 'watchCodes'> {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout>;
  let close: Off | undefined;
  let off: Off | undefined;

  const tell = (): void => listeners.forEach((listener) => listener());

  function poll(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      tell();
      poll();
    }, ASKED_EVERY_MS);
  }

  /** What happened before it opens, or while the page was hidden, was missed: so that is told as well. */
  function restart(): void {
    if (close) close();
    close = undefined;
    clearTimeout(timer);
    if (!listeners.size || !host.isVisible()) return;
    poll();
    close = graphql.listen(
      KqCodeNews,
      {},
      {
        onOpen() {
          clearTimeout(timer);
          tell();
        },
        onCut: poll,
        onData: tell,
      },
    );
  }

  return {
    watchCodes(listener) {
      listeners.add(listener);
      off = off || host.onChange(restart);
      if (!close) restart();
      return () => {
        listeners.delete(listener);
        if (listeners.size) return;
        restart();
        if (off) off();
        off = undefined;
      };
    },
  };
}
