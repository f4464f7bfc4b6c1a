import type { Host, Off } from '../core/host.ts';
import { KqMine, KqStock } from '../generated/documents.ts';
import type { CallContext } from '../transport/exchange.ts';
import type { Graphql } from '../transport/create-urql.ts';
import type { Stock } from '../code-types.ts';
import type { Claim, Client } from '../types.ts';

export type Live = Pick<Client, 'watchStock'> & {
  watch: (claimId: string, listener: (claim: Claim) => void) => Off;
  dispose: () => void;
};

type Watcher = { claimId: string; last: string | null; listener: (claim: Claim) => void };
type Shown = { cardId: string; listener: (stock: Stock) => void };

/** A stream that has brought nothing for so long may be held back by something on the way. */
const PATIENCE_MS = 2_000;
const LONGEST_POLL_MS = 10_000;
/** So many the server follows. */
const MOST_CARDS = 50;

type Find = (claimId: string) => Promise<Claim | null>;
type Watched = readonly [claims: Set<Watcher>, cards: Set<Shown>];

/**
 * The user's codes and what is left of cards, live: one stream for the whole page while it is seen and something is
 * watched, and questions about codes at growing intervals where no stream comes through.
 */
export function createLive(graphql: Graphql, host: Host, find: Find): Live {
  const watched: Watched = [new Set(), new Set()];
  const [claims, cards] = watched;
  const [restart, change, join] = createStream(graphql, host, find, watched);
  let off: Off | undefined;

  function follow<T>(all: Set<T>, one: T, begin: () => void): Off {
    all.add(one);
    off = off || host.onChange(restart);
    begin();
    return () => {
      all.delete(one);
      if (!all.size) change();
    };
  }

  return {
    watch: (claimId, listener) => follow(claims, { claimId, listener, last: null }, join),
    watchStock: (cardId, listener) => follow(cards, { cardId, listener }, change),
    dispose() {
      claims.clear();
      cards.clear();
      restart();
      if (off) off();
    },
  };
}

type Starts = readonly [restart: () => void, change: () => void, join: () => void];

/** The one stream of the page, and the questions in its place. Begins it anew as it was, for others, or for one more claim. */
function createStream(graphql: Graphql, host: Host, find: Find, [claims, cards]: Watched): Starts {
  let after: string | null = null;
  /** What this stream has said so far, for who begins to watch later than the news came. */
  const news = new Map<string, Claim>();
  let timer: ReturnType<typeof setTimeout>;
  let stream: Off | undefined;

  const tell = (claim: Claim | null | undefined): void => tellOf(claim, claims);

  /** Asks for every claim that is watched. What fails is asked again by the next poll, stream or wake. */
  const refresh = (): void => claims.forEach(({ claimId }) => void find(claimId).then(tell, () => {}));

  function pollAfter(ms: number): void {
    news.clear();
    clearTimeout(timer);
    timer = setTimeout(() => {
      refresh();
      pollAfter(Math.min(ms * 2, LONGEST_POLL_MS));
    }, ms);
  }

  /** Begins anew, or not, as the page is seen and something is watched. */
  function restart(): void {
    if (stream) stream();
    clearTimeout(timer);
    if (!(claims.size + cards.size) || !host.isVisible()) return;
    pollAfter(PATIENCE_MS);
    stream = openStream(
      graphql,
      claims.size > 0,
      { cardIds: cardIdsOf(cards), after },
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
        onData({ mine: { cursor, claim, cardId, stock } }) {
          after = cursor;
          if (claim) news.set(claim.id, claim);
          tell(claim);
          cards.forEach((shown) => shown.cardId === cardId && shown.listener(stock));
        },
      },
    );
  }

  /** Elements come and go one after another, and one stream serves them all. A place in the last one says nothing to it. */
  function change(): void {
    // At once: what it still said would be taken for the next one's.
    if (stream) stream();
    after = null;
    clearTimeout(timer);
    timer = setTimeout(restart);
  }

  // The user's own stream tells of all claims, and begins with questions for all.
  const join = (): void => (claims.size > 1 ? news.forEach(tell) : change());

  return [restart, change, join];
}

type News = { readonly mine: { cursor: string; claim?: Claim | null; cardId: string; stock: Stock } };
type Listener = CallContext & { onData: (news: News) => void };
type Place = { cardIds: string[]; after: string | null };

/** Who has no claim here hears of stock alone, which asks for no user. */
const openStream = (graphql: Graphql, isOwn: boolean, place: Place, listener: Listener): Off =>
  isOwn ? graphql.listen(KqMine, place, listener) : graphql.listen(KqStock, place, { ...listener, isPublic: true });

const cardIdsOf = (shown: ReadonlySet<Shown>): string[] =>
  Array.from(shown, ({ cardId }) => cardId).slice(0, MOST_CARDS);

function tellOf(claim: Claim | null | undefined, watchers: ReadonlySet<Watcher>): void {
  if (!claim) return;
  const state = claim.code.value + claim.code.status;
  for (const watcher of Array.from(watchers)) {
    if (watcher.claimId !== claim.id || watcher.last === state) continue;
    watcher.last = state;
    watcher.listener(claim);
  }
}
