import type { OutgoingHttpHeaders } from 'node:http';
import { DoorRefusal } from './door-refusal.ts';
import type { Exchange } from './exchange.ts';

/** Begins the answer: status, what stands on every answer, and what this one adds or changes. */
export function sendHead({ res, head }: Exchange, status: number, headers: OutgoingHttpHeaders): void {
  try {
    res.writeHead(status, Object.assign(head, headers));
  } catch (error) {
    // One of them can't be sent: the refusal that follows must not fail by it again.
    for (const name of Object.keys(headers)) delete head[name];
    throw error;
  }
}

/** Sends one whole answer. A HEAD request gets its headers only. */
export function reply(exchange: Exchange, status: number, body: string | Buffer, headers: OutgoingHttpHeaders): void {
  const { req, res, head } = exchange;
  head['Cache-Control'] = 'no-store';
  head['Content-Length'] = Buffer.byteLength(body);
  sendHead(exchange, status, headers);
  res.end(req.method === 'HEAD' ? undefined : body);
}

export function replyJson(exchange: Exchange, status: number, value: unknown, headers: OutgoingHttpHeaders = {}): void {
  exchange.head['Content-Type'] = 'application/json; charset=utf-8';
  reply(exchange, status, JSON.stringify(value), headers);
}

/** Refusals look the same everywhere: GraphQL errors with a code and the request id. */
export function replyRefusal(exchange: Exchange, refusal: DoorRefusal): void {
  const { requestId } = exchange;
  const { message, code, extensions } = refusal;
  const errors = (refusal.errors ?? [{ message, extensions }]).map((error) => ({
    ...error,
    extensions: { code, ...error.extensions, requestId },
  }));
  // What is left of the body was never read, so the connection can't be used again.
  if (!exchange.req.complete) exchange.head['Connection'] = 'close';
  replyJson(exchange, refusal.status, { errors }, refusal.headers);
}

export const internalRefusal = (): DoorRefusal =>
  new DoorRefusal(500, 'INTERNAL', 'Something went wrong on our side; tell us the request id');

export function replyNothing(exchange: Exchange, status: number, headers: OutgoingHttpHeaders = {}): void {
  sendHead(exchange, status, headers);
  exchange.res.end();
}
