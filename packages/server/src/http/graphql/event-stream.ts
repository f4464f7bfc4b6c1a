import type { ServerResponse } from 'node:http';
import type { Exchange } from '../exchange.ts';
import { sendHead } from '../reply.ts';
import type { Delivery, OperationAnswer } from './engine.ts';

/** Well within what proxies wait for a silent answer. */
const HEARTBEAT_MS = 10_000;
/** A reader that takes nothing for so long is cut off; it resumes by its last id. */
const PATIENCE_MS = 30_000;

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
} as const;

/** One event as it goes out: by itself, and as a whole chunk of an answer in chunks. */
type Frame = { cursor: string; data: Buffer; chunk: Buffer };

/** By the answers that they tell: readers who share an answer share its frame, made once. */
const frames = new WeakMap<OperationAnswer, Frame>();

function frameOf({ cursor, answer }: Delivery): Frame {
  const known = frames.get(answer);
  if (known?.cursor === cursor) return known;
  // JSON has no line breaks of its own, so one `data:` line holds it all.
  const data = Buffer.from(`event: next\n${cursor === '' ? '' : `id: ${cursor}\n`}data: ${JSON.stringify(answer)}\n\n`);
  const chunk = Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n')]);
  const frame = { cursor, data, chunk };
  frames.set(answer, frame);
  return frame;
}

/**
 * False when the reader has not taken it all. An answer that has begun in chunks takes ready ones at its socket: Node
 * would write the length, the frame and its end one by one, for each of a thousand readers. What comes together goes
 * together.
 */
function send(res: ServerResponse, { data, chunk }: Frame): boolean {
  const { socket } = res;
  if (!socket?.writable || !res.chunkedEncoding) return res.write(data);
  if (socket.writableCorked === 0) {
    socket.cork();
    process.nextTick(() => socket.uncork());
  }
  return socket.write(chunk);
}

/** Sends deliveries as server-sent events, as the reader takes them (sdk.md §2.3). Ends with them, or with the reader. */
export async function replyStream(exchange: Exchange, deliveries: AsyncIterable<Delivery>): Promise<void> {
  const { res } = exchange;
  sendHead(exchange, 200, HEADERS);
  // At once, so that the reader knows that it is connected.
  res.write(':\n\n');
  const heartbeat = setInterval(() => res.write(':\n\n'), HEARTBEAT_MS);
  try {
    for await (const delivery of deliveries) {
      if (res.destroyed) return;
      if (!send(res, frameOf(delivery))) await drained(res);
    }
    res.end('event: complete\ndata:\n\n');
  } finally {
    clearInterval(heartbeat);
  }
}

/** Resolves when the reader has taken what was sent, or is gone. */
function drained(res: ServerResponse): Promise<void> {
  const taker = res.socket ?? res;
  return new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(patience);
      taker.off('drain', settle);
      res.off('close', settle);
      resolve();
    };
    const patience = setTimeout(() => res.destroy(), PATIENCE_MS);
    taker.once('drain', settle);
    res.once('close', settle);
  });
}

/** Aborts when the reader hangs up; at once when that has happened already, while we found out who asks. */
export function hangUpSignal({ res }: Pick<Exchange, 'res'>): AbortSignal {
  const controller = new AbortController();
  if (res.closed) controller.abort();
  res.once('close', () => controller.abort());
  return controller.signal;
}
