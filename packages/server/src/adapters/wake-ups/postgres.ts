import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { WakeUpOptions, WakeUps } from '../../domain/events/index.ts';

const CHANNEL = 'kaquan_events_numbered';
const PAUSE_MS = 1_000;

type Channel = Omit<WakeUpOptions, 'url'> & {
  url: string;
  self: string;
  /** Aborts when nobody wants hints any more. */
  closing: AbortSignal;
};
type Line = { client: pg.Client | null; isLost: boolean };

/**
 * Wake-ups by LISTEN and NOTIFY on a connection of its own: NOTIFY holds a lock of the whole database until its commit,
 * so it must stand in no transaction of a claim. A connection that breaks is opened again.
 */
export function createPostgresWakeUps({ url, ...listeners }: WakeUpOptions): WakeUps {
  const closer = new AbortController();
  const line: Line = { client: null, isLost: false };
  const channel = { ...listeners, url, self: randomUUID(), closing: closer.signal };
  const listening = keepListening(line, channel);
  return {
    tell: oneAtATime(() => notify(line, channel)),
    close: async () => {
      closer.abort();
      await line.client?.end().catch(() => undefined);
      await listening;
    },
  };
}

async function keepListening(line: Line, channel: Channel): Promise<void> {
  const { closing, onLost } = channel;
  while (!closing.aborted) {
    try {
      await listenOnce(line, channel);
    } catch (error) {
      if (closing.aborted) return;
      if (!line.isLost) onLost(error);
      line.isLost = true;
      await sleep(PAUSE_MS, undefined, { signal: closing }).catch(() => undefined);
    }
  }
}

/** Listens until the connection ends. @throws what ended it */
async function listenOnce(line: Line, { url, self, closing, onWoken, onFound }: Channel): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
    application_name: 'kaquan wake-ups',
  });
  const ended = new Promise<never>((_resolve, reject) => {
    client.on('error', reject);
    client.once('end', () => reject(new Error('The connection for wake-ups has ended')));
  });
  // It may end while we still connect, and then nobody waits for it.
  ended.catch(() => undefined);
  client.on('notification', ({ payload }) => payload !== self && onWoken());
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    if (closing.aborted) return;
    line.client = client;
    if (line.isLost) onFound();
    line.isLost = false;
    // Hints of the time without a connection count as one.
    onWoken();
    await ended;
  } finally {
    line.client = null;
    await client.end().catch(() => undefined);
  }
}

/** A hint that fails is lost: its connection is about to be opened anew. */
async function notify({ client }: Line, { self }: Channel): Promise<void> {
  await client?.query('SELECT pg_notify($1, $2)', [CHANNEL, self]).catch(() => undefined);
}

/** Runs one at a time; calls during a run make one more. */
function oneAtATime(work: () => Promise<void>): () => void {
  let isAsked = false;
  let isRunning = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (isAsked) {
      isAsked = false;
      await work();
    }
    isRunning = false;
  };
  return () => {
    isAsked = true;
    if (!isRunning) void run();
  };
}
