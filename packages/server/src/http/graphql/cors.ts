import { replyNothing } from '../reply.ts';
import type { Exchange } from '../exchange.ts';
import { headerOf } from '../exchange.ts';

/** Whether pages of this origin may read answers: some merchant's safe domain, or a loopback page for `_test_` keys. */
export type IsKnownOrigin = (origin: string) => Promise<boolean>;

const ALLOWED_HEADERS =
  'authorization, content-type, last-event-id, x-kaquan-user, x-kaquan-app, x-kaquan-device, x-kaquan-merchant, x-request-id';
const EXPOSED_HEADERS = 'X-Request-Id, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset';
const PREFLIGHT_SECONDS = 7_200;

/**
 * Lets pages of known origins read the answer. Never with cookies: sessions are for our own pages. Whether the key may
 * be used from there is decided later, by the key.
 */
export async function setCors({ req, head }: Exchange, isKnownOrigin: IsKnownOrigin): Promise<void> {
  head['Vary'] = 'Origin';
  const origin = headerOf(req, 'origin');
  if (origin === null || !(await isKnownOrigin(origin))) return;
  head['Access-Control-Allow-Origin'] = origin;
  head['Access-Control-Expose-Headers'] = EXPOSED_HEADERS;
}

/** Answers the question a browser asks before it sends a request with our headers. */
export function replyPreflight(exchange: Exchange): void {
  const isAllowed = exchange.head['Access-Control-Allow-Origin'] !== undefined;
  replyNothing(
    exchange,
    204,
    isAllowed
      ? {
          'Access-Control-Allow-Methods': 'GET, POST',
          'Access-Control-Allow-Headers': ALLOWED_HEADERS,
          'Access-Control-Max-Age': PREFLIGHT_SECONDS,
        }
      : {},
  );
}
