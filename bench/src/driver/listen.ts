import { request } from 'node:http';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { headersFor } from './graphql-caller.ts';
import type { Endpoint } from './job.ts';
import { KAQUAN_CLAIMS } from './kaquan-operations.ts';
import { REFERENCE_CLAIMS } from './reference-operations.ts';

export type Listener = {
  endpoint: Endpoint;
  cardId: string;
  /** Takes the user of each claim that was heard of, and when it happened, where the server tells. */
  onClaim: (openid: string, occurredAt?: string) => void;
  onFailure: (error: Error) => void;
};

/** Ends the listening. */
export type HangUp = () => void;

/** Subscribes to the claims of a card; resolves when the server has taken the subscription. */
export const listen = (listener: Listener): Promise<HangUp> =>
  listener.endpoint.stream === 'sse' ? listenToStream(listener) : listenOnSocket(listener);

const documentFor = ({ dialect }: Endpoint): string => (dialect === 'kaquan' ? KAQUAN_CLAIMS : REFERENCE_CLAIMS);

const OPENID = /"openid":"([^"]+)"/;
const OCCURRED_AT = /"occurredAt":"([^"]+)"/;

function listenToStream({ endpoint, cardId, onClaim, onFailure }: Listener): Promise<HangUp> {
  const body = JSON.stringify({ query: documentFor(endpoint), variables: { cardId } });
  const headers = { ...headersFor(endpoint.key), Accept: 'text/event-stream' };
  return new Promise((resolve, reject) => {
    let isOver = false;
    const fail = (error: Error): void => {
      if (isOver) return;
      reject(error);
      onFailure(error);
    };
    const sent = request(endpoint.url, { method: 'POST', headers, agent: false }, (stream) => {
      let waiting = '';
      const take = (chunk: string): void => {
        const frames = (waiting + chunk).split('\n\n');
        waiting = frames.pop() ?? '';
        for (const frame of frames) {
          const openid = OPENID.exec(frame)?.[1];
          if (openid !== undefined) onClaim(openid, OCCURRED_AT.exec(frame)?.[1]);
          else if (frame.includes('"errors"')) fail(new Error(`A subscription failed: ${frame}`));
        }
      };
      stream.setEncoding('utf8').on('data', take);
      stream.on('error', fail).on('end', () => fail(new Error(`A stream ended: ${waiting}`)));
      if (stream.statusCode !== 200) return;
      resolve(() => {
        isOver = true;
        sent.destroy();
      });
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

function listenOnSocket({ endpoint, cardId, onClaim, onFailure }: Listener): Promise<HangUp> {
  const fail = (reason: unknown): void => onFailure(new Error('A socket failed', { cause: reason }));
  return new Promise((resolve, reject) => {
    const client = createClient({
      url: endpoint.url.replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      on: {
        connected: () => resolve(() => void client.dispose()),
        error: reject,
      },
    });
    client.subscribe<{ claims: { openid: string } }>(
      { query: documentFor(endpoint), variables: { cardId } },
      {
        next: ({ data, errors }) => (data && !errors ? onClaim(data.claims.openid) : fail(errors)),
        error: fail,
        complete: () => undefined,
      },
    );
  });
}
