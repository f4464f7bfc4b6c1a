import type { BlockList } from 'node:net';
import type { Duplex } from 'node:stream';
import { callerAddress } from './caller-address.ts';
import { isGraphqlUpgrade, type Sockets } from './graphql/sockets.ts';
import type { Log } from './log.ts';
import { requestIdOf } from './request-id.ts';
import type { Answering } from './server.ts';

const NO_SUCH_SOCKET = 'HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** Takes WebSockets in at the GraphQL door and turns every other upgrade away; one log line a socket. */
export function createUpgrade(options: {
  sockets: Sockets;
  log: Log;
  trustedProxies: BlockList;
}): Answering['onUpgrade'] {
  return (req, socket: Duplex, head) => {
    // Until somebody takes it over nobody listens to its errors, and one that nobody hears ends the process.
    socket.on('error', () => socket.destroy());
    if (!isGraphqlUpgrade(req)) return void socket.end(NO_SUCH_SOCKET);
    const requestId = requestIdOf(req);
    const { ip } = callerAddress(req, options.trustedProxies);
    const openedAt = performance.now();
    socket.once('close', () => {
      const ms = Math.round(performance.now() - openedAt);
      options.log.info({ path: '/graphql', requestId, ip, ms }, 'socket');
    });
    options.sockets.upgrade({ req, requestId, ip }, socket, head);
  };
}
