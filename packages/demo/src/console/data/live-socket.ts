import { createClient } from 'graphql-ws';
import { csrfToken } from './cookies.ts';
import { ENDPOINT } from './client.ts';
import type { Subscribe } from './follow.ts';

/** `live`: whatever happens is shown as it happens. */
export type LineState = 'connecting' | 'live' | 'cut';

export type LiveSocket = { subscribe: Subscribe; close: () => void };

const PING_MS = 12_000;
/** A network that went away silently closes nothing: an unanswered ping tells. */
const PONG_PATIENCE_MS = 6_000;

const address = (): string => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${ENDPOINT}`;

/**
 * One WebSocket for all streams of a page. Not SSE: over HTTP/1.1 a browser opens six connections to a host, for all
 * tabs together, and each stream would hold one. Who is signed in comes with the handshake's cookie.
 */
export function createLiveSocket(appId: string, onState: (state: LineState) => void): LiveSocket {
  let patience: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: address,
    connectionParams: () => ({ merchant: appId, ...csrfParameter() }),
    // Cuts are mended by who listens, because only they know the last cursor.
    retryAttempts: 0,
    keepAlive: PING_MS,
    on: {
      connected: () => onState('live'),
      closed: () => {
        clearTimeout(patience);
        onState('cut');
      },
      ping: (isFromServer) => {
        if (!isFromServer) patience = setTimeout(() => client.terminate(), PONG_PATIENCE_MS);
      },
      pong: () => clearTimeout(patience),
    },
  });
  return {
    subscribe: (payload, sink) => client.subscribe(payload, sink),
    close: () => {
      clearTimeout(patience);
      void client.dispose();
    },
  };
}

function csrfParameter(): { csrfToken?: string } {
  const token = csrfToken();
  return token === null ? {} : { csrfToken: token };
}
