import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** The port cannot be listened on; the message says what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

export type Listening = {
  /** The port that was taken. */
  port: number;
  /** Stops accepting, lets answers under way end for at most `patienceMs`, then cuts the rest. */
  stop(patienceMs: number): Promise<void>;
};

/** Who answers requests, and who takes over connections that ask for another protocol. */
export type Answering = {
  onRequest: RequestListener;
  onUpgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => void;
};

type Place = { port: number; host: string | null; tls: { certPath: string; keyPath: string } | null };

const HEADERS_TIMEOUT_MS = 20_000;
const REQUEST_TIMEOUT_MS = 60_000;
const TIDY_MS = 25;

function serverFor({ tls }: Place, listener: RequestListener): Server {
  const limits = { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, maxHeaderSize: 16_384 };
  if (tls === null) return createHttpServer(limits, listener);
  return createHttpsServer({ ...limits, cert: readFileSync(tls.certPath), key: readFileSync(tls.keyPath) }, listener);
}

function explained(error: NodeJS.ErrnoException, { port, host }: Place): Error {
  if (error.code === 'EADDRINUSE')
    return new ListenError(`Port ${port} is in use by another program. Stop it, or set KAQUAN_PORT to another port.`);
  if (error.code === 'EACCES')
    return new ListenError(`Port ${port} may not be used by this user. Set KAQUAN_PORT to one above 1023.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new ListenError(`KAQUAN_HOST=${host ?? ''} is no address of this machine.`);
  return error;
}

/**
 * Listens for requests.
 * @throws {ListenError} when the port is taken or the address is not this machine's
 */
export async function listen(place: Place, { onRequest, onUpgrade }: Answering): Promise<Listening> {
  const server = serverFor(place, onRequest);
  server.on('upgrade', onUpgrade);
  const sockets = watchSockets(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explained(error, place)));
    server.listen({ port: place.port, ...(place.host === null ? {} : { host: place.host }) }, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : place.port;
  return { port, stop: (patienceMs) => stopServer(server, sockets, patienceMs) };
}

/** Sockets with a request under way. */
function watchSockets(server: Server): { all: Set<Socket>; busy: Set<Socket> } {
  const all = new Set<Socket>();
  const busy = new Set<Socket>();
  // For HTTPS the socket that requests come on is the one of `secureConnection`.
  for (const event of ['connection', 'secureConnection']) {
    server.on(event, (socket: Socket) => {
      all.add(socket);
      socket.once('close', () => all.delete(socket));
    });
  }
  server.on('request', ({ socket }, res) => {
    busy.add(socket);
    res.once('close', () => busy.delete(socket));
  });
  return { all, busy };
}

/** Node's own close waits for sockets that never send a request, and for those that are kept alive after an answer. */
function stopServer(server: Server, { all, busy }: ReturnType<typeof watchSockets>, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
    const tidy = setInterval(() => {
      if (busy.size > 0) server.closeIdleConnections();
      else for (const socket of all) socket.destroy();
    }, TIDY_MS);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(tidy);
      resolve();
    });
  });
}
