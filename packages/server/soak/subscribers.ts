const EVENTS = 'subscription ($after: String) { events(after: $after) { id } }';
const START = Buffer.from(JSON.stringify(['SEQUENCE ASC', '0', ''])).toString('base64url');
const PAUSE_MS = 200;

/** Follows all events of a merchant; whoever cuts its stream, it goes on elsewhere after its last cursor. */
export type Subscriber = { ids: string[]; resumptions: number; stop: () => Promise<void> };

type Place = { ids: string[]; resumptions: number; cursor: string; leaving: AbortController };

/** @param target.url gives, at each call, the address of an instance */
export function subscribe(target: { url: () => string; secretKey: string }): Subscriber {
  const place: Place = { ids: [], resumptions: 0, cursor: START, leaving: new AbortController() };
  const { signal } = place.leaving;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await readOn(place, target).catch(() => undefined);
      place.resumptions += 1;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  const running = run();
  const stop = (): Promise<void> => {
    place.leaving.abort();
    return running;
  };
  return Object.assign(place, { stop });
}

async function readOn(place: Place, { url, secretKey }: { url: () => string; secretKey: string }): Promise<void> {
  const response = await fetch(`${url()}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secretKey}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
      'last-event-id': place.cursor,
    },
    body: JSON.stringify({ query: EVENTS }),
    signal: place.leaving.signal,
  });
  if (!response.ok || response.body === null) throw new Error(`Refused with ${response.status}`);
  let waiting = '';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const frames = (waiting + part.value).split('\n\n');
    waiting = frames.pop() ?? '';
    for (const frame of frames) take(place, frame);
  }
}

/** A frame counts as a whole: what a cut left of one comes again. */
function take(place: Place, frame: string): void {
  const cursor = /^id: (.+)$/m.exec(frame)?.[1];
  const id = /"id":"(evt_[^"]+)"/.exec(frame)?.[1];
  if (cursor === undefined || id === undefined) return;
  place.ids.push(id);
  place.cursor = cursor;
}
