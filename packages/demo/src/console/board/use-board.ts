import { useEffect, useState } from 'react';
import { type Client, useClient } from 'urql';
import { BoardStart } from '../../generated/console.ts';
import { gatherer } from '../data/gatherer.ts';
import { keepLine, type KeptLine } from '../data/keep-line.ts';
import { NO_ANSWER, type Problem, problemOf } from '../data/problem.ts';
import { useDesk } from '../session/desk.tsx';
import { type FeedRow, mergeRows } from './feed.ts';
import { watchBoard } from './watch-board.ts';

export type Board = { rows: readonly FeedRow[]; line: KeptLine };

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
    const stop = keepLine({
      appId: merchant.appId,
      start: () => startOf(client, cardId),
      watch: ({ cursor }, line) => watchBoard({ ...line, start: cursor, cardId, onRow: gathered.add }),
      onLine: setLine,
    });
    return () => {
      stop();
      gathered.stop();
    };
  }, [client, merchant.appId, cardId]);
  return { rows, line };
}

type Start = { cursor: string | null } | { problem: Problem };

/** The place a hundred events back; every list begins with an event of the merchant or card itself, so none is missed. */
async function startOf(client: Client, cardId: string | null): Promise<Start> {
  const where = cardId === null ? {} : { cardId: { eq: cardId } };
  const { data, error } = await client.query(BoardStart, { where }, { requestPolicy: 'network-only' }).toPromise();
  return data ? { cursor: data.events.nodes[0]?.cursor ?? null } : { problem: problemOf(error ?? NO_ANSWER) };
}
