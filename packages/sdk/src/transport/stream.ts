import { backoffMs } from '../core/backoff.ts';
import { type CardError, cardErrorOf } from '../core/errors.ts';
import type { Host, HostAnswer, HostRequest, Off } from '../core/host.ts';
import { createEventParser } from './event-parser.ts';
import { bodyIn, type Call, replyOf, type Wire } from './wire.ts';

/** What the reader of a stream is told. */
export type StreamListener = {
  /** The first bytes of a connection: what happens from now on comes through, what was before may have been missed. */
  onOpen: () => void;
  onData: (data: unknown) => void;
  /** The connection ended, or none came about. With a reason: there will be no other. */
  onCut: (reason?: CardError) => void;
};

/** Servers send a sign of life every 10 seconds. */
const SILENCE_MS = 25_000;
/** The text of a stream stays in memory until it ends. */
const LONGEST_TEXT = 1_000_000;
const LONGEST_MS = 300_000;
const NO_ANSWER: HostAnswer = { status: 0, text: 'TIMEOUT', requestId: null };

/**
 * Server-sent events over POST, read from the growing text of an XMLHttpRequest. Goes on after a cut where it was
 * (`Last-Event-ID`), and begins anew before it gets old or long.
 */
export function openStream(call: Call, listener: StreamListener, wire: Wire, host: Host): Off {
  let lastId = '';
  let tries = 0;
  let isClosed = false;
  let stop: Off = () => {};

  function again(error: CardError): void {
    // A cursor may be too old, and a token too.
    const mayMend = lastId || (error.code === 'UNAUTHENTICATED' && tries < 2 && wire.renewToken());
    if (!error.retryable) lastId = '';
    stop();
    if (!error.retryable && !mayMend) return listener.onCut(error);
    listener.onCut();
    tries += 1;
    const timer = setTimeout(() => void connect(), backoffMs(tries));
    stop = () => clearTimeout(timer);
  }

  function take(data: string, id: string): void {
    lastId = id || lastId;
    const event = bodyIn(data).data;
    if (event && !isClosed) listener.onData(event);
  }

  async function connect(): Promise<void> {
    const from = Date.now();
    const parse = createEventParser(take);
    try {
      const request = await wire.requestOf(call);
      if (isClosed) return;
      const headers = { ...request.headers, Accept: 'text/event-stream', ...(lastId && { 'Last-Event-ID': lastId }) };
      const answer = await new Promise<HostAnswer>((onEnd) => {
        stop = read(host, { ...request, headers, timeoutMs: 0 }, onEnd, (piece, isFirst) => {
          if (isFirst) listener.onOpen();
          else tries = 0;
          parse(piece);
          return Date.now() - from > LONGEST_MS;
        });
      });
      replyOf(answer, host);
    } catch (error) {
      again(cardErrorOf(error));
    }
  }

  void connect();
  return () => {
    isClosed = true;
    stop();
  };
}

type Piece = (piece: string, isFirst: boolean) => boolean;

/**
 * One connection. Ends when it is refused, cut, silent for too long, too long, or old (`onPiece` says so). Gives what
 * aborts it, and then it does not end.
 */
function read(host: Host, request: Omit<HostRequest, 'onDone'>, onDone: HostRequest['onDone'], onPiece: Piece): Off {
  let length = 0;
  let timer: ReturnType<typeof setTimeout>;
  const end = (): void => {
    stop();
    onDone(NO_ANSWER);
  };
  const watch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(end, SILENCE_MS);
  };
  const abort = host.send({
    ...request,
    onDone: (answer) => (length ? end() : onDone(answer)),
    onText(text) {
      watch();
      const isOld = onPiece(text.slice(length), !length);
      length = text.length;
      if (isOld || length > LONGEST_TEXT) end();
    },
  });
  const stop = (): void => {
    clearTimeout(timer);
    abort();
  };
  watch();
  return stop;
}
