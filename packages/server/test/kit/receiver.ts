import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Json } from './server.ts';

/** One call as it came. */
export type Call = { headers: IncomingHttpHeaders; text: string; json: Json; path: string };

/** What becomes of a call: a status, or whatever is done with the socket. */
export type Reaction = number | ((response: ServerResponse, socket: Socket) => void);

export type Receiver = {
  url: string;
  port: number;
  calls: Call[];
  /** Decides on each call from now on. */
  react: (decide: (call: Call) => Reaction) => void;
  stop: () => Promise<void>;
};

/** A real HTTP server on 127.0.0.1 that keeps what it is sent; it answers 200 unless told otherwise. */
export async function aReceiver(decide: (call: Call) => Reaction = () => 200, port = 0): Promise<Receiver> {
  const calls: Call[] = [];
  let current = decide;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const call = { headers: request.headers, text, json: jsonOf(text), path: request.url ?? '' };
      calls.push(call);
      const reaction = current(call);
      if (typeof reaction === 'number') response.writeHead(reaction).end('said');
      else reaction(response, request.socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  // A server that listens on TCP has an address of this kind.
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${taken}/hooks`,
    port: taken,
    calls,
    react: (next) => (current = next),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
