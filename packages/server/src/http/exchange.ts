import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** One request and the answer that is being made. Handed through every route. */
export type Exchange = {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly url: URL;
  /** Headers that the answer will have, whatever it is: sent by `sendHead`, in one piece, which is what makes them cheap. */
  readonly head: OutgoingHttpHeaders;
  /** Given by the caller in `X-Request-Id` when it is a sane one, else made here. */
  readonly requestId: string;
  /** Address of the caller: the socket's, or what a trusted proxy tells. */
  readonly ip: string;
  /** True when the request came from this machine itself, through no proxy. */
  readonly isLocal: boolean;
  /** What the log line shall tell beside the request. Never a secret. */
  readonly facts: { merchantId?: string | null; actor?: string };
};

export type Handler = (exchange: Exchange) => Promise<void> | void;

/** A header with one value; null when it is absent or empty. */
export function headerOf(req: IncomingMessage, name: string): string | null {
  const value = req.headers[name];
  const one = Array.isArray(value) ? value[0] : value;
  return one === undefined || one === '' ? null : one;
}
