import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, ExecutionResult, GraphQLError } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type ServerOptions } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { DoorRefusal } from '../door-refusal.ts';
import { refusalOf } from '../door-refusal.ts';
import { internalRefusal } from '../reply.ts';
import type { Gate } from './admit.ts';
import { type Handshake, socketCaller } from './socket-caller.ts';
import { admit, argumentsOf, type Call, type Opened, socketError } from './socket-operations.ts';
import { createUnderWay, type UnderWay } from './under-way.ts';

export type Sockets = {
  /** Takes over a connection that asks for `Upgrade: websocket` at `/graphql`. */
  upgrade(handshake: Handshake, socket: Duplex, head: Buffer): void;
  /** Says goodbye to everybody. */
  stop(): void;
};

type SocketOptions = {
  gate: Gate;
  publicUrl: () => string;
  /** Takes faults of ours, once each, to be logged. */
  onFault: (fault: unknown, requestId: string) => void;
};

const LONGEST_MESSAGE_BYTES = 256 * 1024;
const KEEP_ALIVE_MS = 12_000;
/** A reader that takes nothing for so long is cut off; it resumes by its last cursor. */
const PATIENCE_MS = 30_000;
/** Who leaves so much unread is not heard until it is taken. */
const MOST_UNREAD_BYTES = 1024 * 1024;
const GOING_AWAY = 1001;

type Extra = { handshake: Handshake; underWay: UnderWay; opened: Opened | null };

/** GraphQL over WebSocket (graphql-transport-ws), through the same gate as HTTP. */
export function createGraphqlSockets(options: SocketOptions): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE_BYTES, handleProtocols });
  const protocol = makeServer<Record<string, unknown>, Extra>(protocolOptions(options));
  return {
    upgrade: (handshake, duplex, head) => {
      server.handleUpgrade(handshake.req, duplex, head, (socket) => {
        const extra: Extra = { handshake, underWay: createUnderWay(), opened: null };
        attend(socket, protocol, { extra, onFault: options.onFault });
      });
    },
    stop: () => {
      for (const socket of server.clients) socket.close(GOING_AWAY, 'The server stops');
    },
  };
}

type Refused = ReturnType<typeof refusalFor>;

function refusalFor(error: unknown, requestId: string, onFault: SocketOptions['onFault']): DoorRefusal {
  const refusal = refusalOf(error);
  if (refusal === null) onFault(error, requestId);
  return refusal ?? internalRefusal();
}

const errorsOf = ({ message, code, extensions, errors }: Refused, requestId: string): GraphQLError[] =>
  (errors ?? [{ message, extensions }]).map((error) =>
    socketError(error.message, { code, ...error.extensions, requestId }),
  );

function protocolOptions({ gate, publicUrl, onFault }: SocketOptions): ServerOptions<Record<string, unknown>, Extra> {
  const calls = new WeakMap<ExecutionArgs, Call>();
  const take = (args: ExecutionArgs): Call => {
    const call = calls.get(args);
    if (call === undefined) throw new Error('An operation that was never admitted');
    return call;
  };
  return {
    connectionInitWaitTimeout: 10_000,
    onConnect: async ({ extra, connectionParams }) => {
      const caller = socketCaller(extra.handshake, connectionParams, {
        identify: gate.identify,
        publicUrl: publicUrl(),
      });
      await caller(false);
      extra.opened = { handshake: extra.handshake, caller };
    },
    onSubscribe: async ({ extra }, id, payload) => {
      const { requestId } = extra.handshake;
      try {
        const leaving = extra.underWay.begin(id);
        const { kind, call } = await admit(gate, openedOf(extra), { payload, leaving });
        const args = argumentsOf(kind);
        calls.set(args, call);
        return args;
      } catch (error) {
        return errorsOf(refusalFor(error, requestId, onFault), requestId);
      }
    },
    execute: (args) => resultOf(take(args)),
    subscribe: (args) => resultsOf(take(args)),
  };
}

function openedOf({ opened }: Extra): Opened {
  if (opened === null) throw new Error('An operation before its connection was opened');
  return opened;
}

function resultOf(call: Call): ExecutionResult {
  if ('deliveries' in call) throw new Error('A subscription is no answer');
  return shaped(call.answer);
}

function resultsOf(call: Call): AsyncGenerator<ExecutionResult> {
  if (!('deliveries' in call)) throw new Error('An answer is no subscription');
  return shapedAll(call.deliveries);
}

// The engine's answers are GraphQL's: data of its executor, and GraphQLErrors.
const shaped = (answer: object): ExecutionResult => answer;
// See above.
const shapedAll = (answers: object): AsyncGenerator<ExecutionResult> => answers as AsyncGenerator<ExecutionResult>;

type Attending = { extra: Extra; onFault: SocketOptions['onFault'] };

/** Carries messages between a socket and the protocol, and watches that the other end lives. */
function attend(
  socket: WebSocket,
  protocol: ReturnType<typeof makeServer<Record<string, unknown>, Extra>>,
  { extra, onFault }: Attending,
): void {
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) => sent(socket, data),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) =>
        socket.on('message', (data) => {
          take(textOf(data)).catch((error: unknown) => closeFor(socket, error, { extra, onFault }));
        }),
    },
    extra,
  );
  let isAlive = true;
  const keepAlive = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, KEEP_ALIVE_MS);
  socket.on('pong', () => (isAlive = true));
  // ws closes by itself after an error; without a listener it would end the process.
  socket.on('error', () => socket.terminate());
  socket.once('close', (code, reason) => {
    clearInterval(keepAlive);
    extra.underWay.end();
    void Promise.resolve(closed(code, reason.toString())).catch((error: unknown) =>
      onFault(error, extra.handshake.requestId),
    );
  });
}

const textOf = (data: unknown): string => (Buffer.isBuffer(data) ? data.toString('utf8') : '');

/** Resolves when the message is on its way, so that a slow reader holds up its own events and nothing else. */
function sent(socket: WebSocket, data: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    const patience = setTimeout(() => socket.terminate(), PATIENCE_MS);
    socket.send(data, () => {
      clearTimeout(patience);
      if (socket.bufferedAmount <= MOST_UNREAD_BYTES) socket.resume();
      resolve();
    });
    // Otherwise the answers to a flood of pings would pile up.
    if (socket.bufferedAmount > MOST_UNREAD_BYTES) socket.pause();
  });
}

const CLOSE_CODES: Readonly<Record<number, number>> = { 401: CloseCode.Unauthorized, 403: CloseCode.Forbidden };

/** A socket that is refused as a whole is told the code of the refusal as its reason. */
function closeFor(socket: WebSocket, error: unknown, { extra, onFault }: Attending): void {
  const { status, code } = refusalFor(error, extra.handshake.requestId, onFault);
  const fallback = status >= 500 ? CloseCode.InternalServerError : CloseCode.BadRequest;
  socket.close(CLOSE_CODES[status] ?? fallback, code);
}

/** Whether a request asks for a WebSocket at the GraphQL door. */
export const isGraphqlUpgrade = (req: IncomingMessage): boolean =>
  (req.url ?? '').split('?', 1)[0] === '/graphql' && req.headers.upgrade?.toLowerCase() === 'websocket';
