import { type Api, type Headers, type Json, bearer } from './server.ts';

/** One frame of a stream of server-sent events. */
export type Frame = { event: string; id: string | null; data: Json };

/** A stream under way. `next` waits for a frame; null: the stream has ended. */
export type EventStream = {
  status: number;
  headers: globalThis.Headers;
  next: () => Promise<Frame | null>;
  /** Everything that has come so far, as it came. */
  raw: () => string;
  close: () => void;
};

type Ask = { query?: string; documentId?: string; variables?: object; headers?: Headers };

/** Subscribes by POST and SSE. Read frames with `next`, close it at the end. */
export async function streamOf(api: Pick<Api, 'url'>, { headers = {}, ...body }: Ask): Promise<EventStream> {
  const leaving = new AbortController();
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream', ...headers },
    body: JSON.stringify(body),
    signal: leaving.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const text = { all: '', read: 0 };
  const readMore = async (): Promise<boolean> => {
    const part = await reader?.read().catch(() => undefined);
    text.all += part?.value ?? '';
    return part !== undefined && !part.done;
  };
  const next = async (): Promise<Frame | null> => {
    for (;;) {
      const end = text.all.indexOf('\n\n', text.read);
      if (end < 0) {
        if (!(await readMore())) return null;
        continue;
      }
      const block = text.all.slice(text.read, end);
      text.read = end + 2;
      // Comments are heartbeats.
      if (!block.startsWith(':')) return frameOf(block);
    }
  };
  // The first comment says that the server listens from now on.
  await readMore();
  return {
    status: response.status,
    headers: response.headers,
    next,
    raw: () => text.all,
    close: () => leaving.abort(),
  };
}

function frameOf(block: string): Frame {
  const fields = new Map(block.split('\n').map((line) => [line.split(':', 1)[0], line.replace(/^\w+: ?/, '')]));
  const data = fields.get('data') ?? '';
  return {
    event: fields.get('event') ?? '',
    id: fields.get('id') ?? null,
    data: data === '' ? null : JSON.parse(data),
  };
}

/** As {@link streamOf}, under a key. */
export const keyStream = (
  api: Pick<Api, 'url'>,
  key: string,
  query: string,
  more: Omit<Ask, 'query'> = {},
): Promise<EventStream> => streamOf(api, { ...more, query, headers: { ...bearer(key), ...more.headers } });
