import { stringifyDocument } from '@urql/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Client, useClient } from 'urql';
import { EventLog, type EventLogData, EventPage, type EventRow, EventsNewest } from '../../generated/console.ts';
import { mergeRows } from '../board/feed.ts';
import { follow, type Follower, type Following } from '../data/follow.ts';
import { gatherer } from '../data/gatherer.ts';
import { keepLine, type KeptLine } from '../data/keep-line.ts';
import { NO_ANSWER, type Problem, problemOf } from '../data/problem.ts';
import { serverNow } from '../data/server-clock.ts';
import { useDesk } from '../session/desk.tsx';
import { type EventChoice, isInSpan, isOver, streamOf, whereOf } from './event-filter.ts';

/** `past`: what is shown has ended, so nothing new can belong to it. */
export type LogLine = KeptLine | 'past';

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
    const stop = keepLine({
      appId: merchant.appId,
      start: () => startOf(client, choice),
      watch: ({ cursor, rows: page, hasOlder }, listening) => {
        add(page);
        setState({ isRead: true, hasOlder, problem: null });
        const follower = watchLog({ ...listening, after: cursor, choice, onRow: gathered.add });
        if (follower === null) setLine('past');
        return follower;
      },
      onLine: setLine,
    });
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

type Watching = Pick<Following, 'subscribe' | 'after' | 'onRefused'> & {
  choice: EventChoice;
  onRow: (row: EventRow) => void;
};

/** Listens to what is chosen; null where all of it has happened. */
function watchLog({ choice, onRow, ...line }: Watching): Follower | null {
  if (isOver(choice, serverNow())) return null;
  return follow({
    ...line,
    query: stringifyDocument(EventLog),
    variables: streamOf(choice),
    onEvent: (data) => {
      const { events: event } = logOf(data);
      if (isInSpan(event, choice)) onRow(event);
      return event.cursor;
    },
  });
}

type Start = { cursor: string | null; rows: readonly EventRow[]; hasOlder: boolean } | { problem: Problem };

/** The place comes before the page: what happens between the two is in both, and in none is nothing. */
async function startOf(client: Client, choice: EventChoice): Promise<Start> {
  const newest = await client.query(EventsNewest, {}, { requestPolicy: 'network-only' }).toPromise();
  if (!newest.data) return { problem: problemOf(newest.error ?? NO_ANSWER) };
  const { rows, hasOlder, problem } = await pageBefore(client, choice, undefined);
  return problem === null ? { cursor: newest.data.events.nodes[0]?.cursor ?? null, rows, hasOlder } : { problem };
}

// The server answers what the document asks; the document was checked against its schema.
const logOf = (data: unknown): EventLogData => data as EventLogData;
