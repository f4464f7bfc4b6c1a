import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Api, Headers, Json } from './server.ts';

/** A client of the WebSocket door: what `connection_init` brings, and headers of the handshake. */
export function socketClient(api: Api, params: object, headers: Headers = {}): Client {
  class WithHeaders extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers });
    }
  }
  return createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WithHeaders,
    connectionParams: { ...params },
    retryAttempts: 0,
  });
}

/** All that one operation answers, in order; rejects with what closed it. */
export async function* answersOf(client: Client, operation: Parameters<Client['iterate']>[0]): AsyncGenerator<Json> {
  for await (const answer of client.iterate(operation)) yield answer;
}
