import { stringifyDocument } from '@urql/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Client, useClient } from 'urql';
import { EventLog, type EventLogData, EventPage, type EventRow, EventsNewest } from '../../generated/console.ts';
import { mergeRows } from '../board/feed.ts';
import { follow, type Follower } from '../data/follow.ts';
import { gatherer } from '../data/gatherer.ts';
import { createLiveSocket, type LineState } from '../data/live-socket.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useDesk } from '../session/desk.tsx';
import { type EventChoice, isChosen, whereOf } from './event-filter.ts';

/** `past`: what is shown has ended, so nothing new can belong to it. */
export type LogLine = LineState | 'refused' | 'past';

export type Log = {
  rows: readonly EventRow[];
  line: LogLine;
  /** The first page is there. */
  isRead: boolean;
  hasOlder: boolean;
  problem: Problem | null;
  /** Asks for what came before the oldest that is shown. */
  older: () => Promise<void>;
};

/** New events push out the oldest above so many; what was asked for stays. */
const MOST_ROWS = 500;
const ASK_AGAIN_MS = 3_000;

/** The events of a choice: the latest page, whatever happens from then on, and the past page by page. */
export function useEventLog(wanted: EventChoice): Log {
  const { merchant } = useDesk();
  const client = useClient();
  const key = JSON.stringify(wanted);
  const choice = useMemo(() => choiceFrom(key), [key]);
  const current = useRef(choice);
  const [rows, setRows] = useState<readonly EventRow[]>([]);
  const [line, setLine] = useState<LogLine>('connecting');
  const [state, setState] = useState<PageState>(UNREAD);
  useEffect(() => {
    current.current = choice;
    setRows([]);
    setLine('connecting');
    setState(UNREAD);
    const add = (more: readonly EventRow[]): void =>
      setRows((before) => mergeRows(before, more, Math.max(MOST_ROWS, before.length)));
    const gathered = gatherer<EventRow>(add);
    const onPage = (page: readonly EventRow[], hasOlder: boolean): void => {
      add(page);
      setState({ isRead: true, hasOlder, problem: null });
    };
    const stop = connect({ client, appId: merchant.appId, choice, onPage, onRow: gathered.add, onLine: setLine });
    return () => {
      stop();
      gathered.stop();
    };
  }, [client, merchant.appId, choice]);
  const older = async (): Promise<void> => {
    const page = await pageBefore(client, choice, rows.at(-1)?.cursor);
    if (current.current !== choice) return;
    if (page.problem === null) setRows((before) => mergeRows(before, page.rows, Infinity));
    setState({ isRead: true, hasOlder: page.problem === null ? page.hasOlder : true, problem: page.problem });
  };
  return { rows, line, ...state, older };
}

type PageState = { isRead: boolean; hasOlder: boolean; problem: Problem | null };
const UNREAD: PageState = { isRead: false, hasOlder: false, problem: null };

// What was made of a choice is one.
const choiceFrom = (json: string): EventChoice => JSON.parse(json) as EventChoice;

type Page = { rows: readonly EventRow[]; hasOlder: boolean; problem: Problem | null };

async function pageBefore(client: Client, choice: EventChoice, before: string | undefined): Promise<Page> {
  const variables = { where: whereOf(choice), before: before ?? null };
  const { data, error } = await client.query(EventPage, variables, { requestPolicy: 'network-only' }).toPromise();
  if (data) return { rows: data.events.nodes, hasOlder: data.events.pageInfo.hasPreviousPage, problem: null };
  return { rows: [], hasOlder: false, problem: problemOf(error ?? NO_ANSWER) };
}

const NO_ANSWER = { graphQLErrors: [], message: 'No answer' };

type Connecting = {
  client: Client;
  appId: string;
  choice: EventChoice;
  onPage: (rows: readonly EventRow[], hasOlder: boolean) => void;
  onRow: (row: EventRow) => void;
  onLine: (line: LogLine) => void;
};

/** Asks for the latest page, then listens; begins anew when the server has forgotten the place. */
function connect({ client, appId, choice, onPage, onRow, onLine }: Connecting): () => void {
  const leaving = new AbortController();
  const tell = (line: LogLine): void => {
    if (!leaving.signal.aborted) onLine(line);
  };
  const socket = createLiveSocket(appId, tell);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let follower: Follower | null = null;
  const begin = async (): Promise<void> => {
    const start = await startOf(client, choice);
    if (leaving.signal.aborted) return;
    if ('problem' in start) {
      if (isRefusal(start.problem)) return tell('refused');
      tell('cut');
      timer = setTimeout(() => void begin(), ASK_AGAIN_MS);
      return;
    }
    onPage(start.rows, start.hasOlder);
    if (choice.until !== undefined) return tell('past');
    follower = follow({
      subscribe: socket.subscribe,
      query: stringifyDocument(EventLog),
      variables: { types: choice.type === undefined ? null : [choice.type] },
      after: start.cursor,
      onEvent: (data) => {
        const { events: event } = logOf(data);
        if (isChosen(event, choice)) onRow(event);
        return event.cursor;
      },
      onRefused: (code) => {
        follower?.stop();
        follower = null;
        if (code === 'CURSOR_EXPIRED') void begin();
        else tell('refused');
      },
    });
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

type Start = { cursor: string | null; rows: readonly EventRow[]; hasOlder: boolean } | { problem: Problem };

/** The place comes before the page: what happens between the two is in both, and in none is nothing. */
async function startOf(client: Client, choice: EventChoice): Promise<Start> {
  const newest = await client.query(EventsNewest, {}, { requestPolicy: 'network-only' }).toPromise();
  if (!newest.data) return { problem: problemOf(newest.error ?? NO_ANSWER) };
  const { rows, hasOlder, problem } = await pageBefore(client, choice, undefined);
  return problem === null ? { cursor: newest.data.events.nodes[0]?.cursor ?? null, rows, hasOlder } : { problem };
}

const isRefusal = ({ code }: Problem): boolean => ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_ALLOWED'].includes(code);

// The server answers what the document asks; the document was checked against its schema.
const logOf = (data: unknown): EventLogData => data as EventLogData;
