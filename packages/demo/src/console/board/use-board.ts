import { useEffect, useState } from 'react';
import { type Client, useClient } from 'urql';
import { BoardStart } from '../../generated/console.ts';
import type { Follower } from '../data/follow.ts';
import { gatherer } from '../data/gatherer.ts';
import { createLiveSocket, type LineState } from '../data/live-socket.ts';
import { problemOf } from '../data/problem.ts';
import { useDesk } from '../session/desk.tsx';
import { type FeedRow, mergeRows } from './feed.ts';
import { watchBoard } from './watch-board.ts';

export type Board = { rows: readonly FeedRow[]; line: LineState | 'refused' };

const ASK_AGAIN_MS = 3_000;

/** The live rows of the board, of one card or of all. */
export function useBoard(cardId: string | null): Board {
  const { merchant } = useDesk();
  const client = useClient();
  const [rows, setRows] = useState<readonly FeedRow[]>([]);
  const [line, setLine] = useState<Board['line']>('connecting');
  useEffect(() => {
    setRows([]);
    setLine('connecting');
    const gathered = gatherer<FeedRow>((more) => setRows((before) => mergeRows(before, more)));
    const stop = connect({ client, appId: merchant.appId, cardId, onRow: gathered.add, onLine: setLine });
    return () => {
      stop();
      gathered.stop();
    };
  }, [client, merchant.appId, cardId]);
  return { rows, line };
}

type Connecting = {
  client: Client;
  appId: string;
  cardId: string | null;
  onRow: (row: FeedRow) => void;
  onLine: (line: Board['line']) => void;
};

/** Asks where to begin, then listens; begins anew when the server has forgotten the place. */
function connect({ client, appId, cardId, onRow, onLine }: Connecting): () => void {
  const leaving = new AbortController();
  const socket = createLiveSocket(appId, (state) => {
    if (!leaving.signal.aborted) onLine(state);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let follower: Follower | null = null;
  const begin = async (): Promise<void> => {
    const start = await startOf(client, cardId);
    if (leaving.signal.aborted) return;
    if (start === 'refused') return onLine('refused');
    if (start === 'failed') {
      onLine('cut');
      timer = setTimeout(() => void begin(), ASK_AGAIN_MS);
      return;
    }
    follower = watchBoard({ subscribe: socket.subscribe, start: start.cursor, cardId, onRow, onRefused: refuse });
  };
  // Both streams may be refused at once; the first one speaks for both.
  const refuse = (code: string): void => {
    follower?.stop();
    follower = null;
    if (code === 'CURSOR_EXPIRED') void begin();
    else onLine('refused');
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

type Start = { cursor: string | null } | 'failed' | 'refused';

/** The place a hundred events back; every list begins with an event of the merchant or card itself, so none is missed. */
async function startOf(client: Client, cardId: string | null): Promise<Start> {
  const where = cardId === null ? {} : { cardId: { eq: cardId } };
  const { data, error } = await client.query(BoardStart, { where }, { requestPolicy: 'network-only' }).toPromise();
  if (data) return { cursor: data.events.nodes[0]?.cursor ?? null };
  const code = error ? problemOf(error).code : 'UNKNOWN';
  return ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_ALLOWED'].includes(code) ? 'refused' : 'failed';
}
