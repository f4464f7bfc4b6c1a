import { backoffMs } from '../core/backoff.ts';
import { type CardError, cardErrorOf } from '../core/errors.ts';
import type { Host, HostAnswer, Off } from '../core/host.ts';
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
const NO_ANSWER: HostAnswer = { status: 0, text: '', requestId: null };

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
    const begun = Date.now();
    const parse = createEventParser(take);
    let length = 0;
    try {
      const request = await wire.requestOf(call);
      if (isClosed) return;
      const headers = { ...request.headers, Accept: 'text/event-stream', ...(lastId && { 'Last-Event-ID': lastId }) };
      const answer = await new Promise<HostAnswer>((onDone) => {
        const onText = (text: string): void => {
          if (length) tries = 0;
          else listener.onOpen();
          parse(text.slice(length));
          length = text.length;
          if (length > LONGEST_TEXT || Date.now() - begun > LONGEST_MS) onDone(NO_ANSWER);
        };
        stop = host.send({ ...request, headers, timeoutMs: SILENCE_MS, onText, onDone });
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
