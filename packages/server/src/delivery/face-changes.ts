import { EVENT_TYPES, type EventFeed, type FeedPlace, isEventType } from '../domain/events/index.ts';

/** Tells of changes of what the public faces of a merchant's cards show, as their events get numbers. */
export type FaceChanges = (merchantId: string, onChange: () => void) => Promise<void>;

/** Claims would leave nothing kept in a rush, which is when it is needed. */
const BY_CLAIMS: readonly string[] = ['card.claimed', 'card.stock_low', 'claim_draw.settled'];
const CHANGING = Object.keys(EVENT_TYPES)
  .filter(isEventType)
  .filter((type) => /^(card|claim_draw|store|merchant)\./.test(type) && !BY_CLAIMS.includes(type));

/** A merchant whose cards nobody has asked for this long is followed no more. */
const IDLE_MS = 10_000;

type Followed = { idle: NodeJS.Timeout };

/** Follows the merchants whose cards are asked for, each once, in this instance's live feed. */
export function createFaceChanges(feed: EventFeed): FaceChanges {
  const followed = new Map<string, Promise<Followed>>();
  const begin = async (merchantId: string, onChange: () => void): Promise<Followed> => {
    const place = await feed.open(merchantId, { types: CHANGING });
    const leaving = new AbortController();
    const idle = setTimeout(() => leaving.abort(), IDLE_MS).unref();
    void tell(place, leaving.signal, onChange).finally(() => {
      clearTimeout(idle);
      followed.delete(merchantId);
      place.close();
      // From here on nobody hears of changes of what was read before.
      onChange();
    });
    return { idle };
  };
  return async (merchantId, onChange) => {
    const known = followed.get(merchantId) ?? begin(merchantId, onChange);
    followed.set(merchantId, known);
    try {
      (await known).idle.refresh();
    } catch (error) {
      if (followed.get(merchantId) === known) followed.delete(merchantId);
      throw error;
    }
  };
}

/** Ends when the signal aborts or the feed is over. */
async function tell(place: FeedPlace, signal: AbortSignal, onChange: () => void): Promise<void> {
  let at = place.head();
  while (!signal.aborted && !place.isOver()) {
    at = await place.changed(at, signal);
    const events = place.recent(at);
    at = place.head();
    if (events === null || events.some(({ type }) => CHANGING.some((changing) => changing === type))) onChange();
  }
}
