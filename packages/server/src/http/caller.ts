import type { Credentials, Identity, RequestFacts } from '../domain/access/index.ts';
import { cookieOf, SESSION_COOKIE } from './cookies.ts';
import { DoorRefusal } from './door-refusal.ts';
import { type Exchange, headerOf } from './exchange.ts';

/** Answers who calls; a refusal of the access room when nobody does. */
export type Identify = (credentials: Credentials, facts: RequestFacts) => Promise<Identity>;

export type CallerOptions = {
  /** A change of something: a session must then prove by its CSRF token that its own page asks. */
  isWrite: boolean;
  /** A key that came in the address instead of the header. */
  keyFromUrl?: string | null;
};

const LONGEST_CREDENTIAL = 8_192;

const unauthenticated = (message: string): DoorRefusal =>
  new DoorRefusal(401, 'UNAUTHENTICATED', message, { headers: { 'WWW-Authenticate': 'Bearer realm="kaquan"' } });

/** The key of an Authorization header. @throws {@link DoorRefusal} 401 for another form */
export function bearerIn(header: string | null): string | null {
  if (header === null) return null;
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (token === undefined || token.length > LONGEST_CREDENTIAL)
    throw unauthenticated('Write Authorization: Bearer <key>');
  return token;
}

/** What a request tells beside its credentials. */
export function factsOf({ req, ip }: Pick<Exchange, 'req' | 'ip'>): RequestFacts {
  return {
    origin: headerOf(req, 'origin'),
    referer: headerOf(req, 'referer'),
    appBundle: headerOf(req, 'x-kaquan-app'),
    ip,
    merchantAppId: headerOf(req, 'x-kaquan-merchant'),
  };
}

const LONGEST_DEVICE = 64;

/** Where a request comes from, as throttles count it. */
export function sourceOf({ req, ip }: Pick<Exchange, 'req' | 'ip'>): { ip: string; device: string | null } {
  return { ip, device: headerOf(req, 'x-kaquan-device')?.slice(0, LONGEST_DEVICE) ?? null };
}

/**
 * Who makes this request. Notes the merchant for the log line.
 * @throws UnauthenticatedError, ForbiddenError of the access room; {@link DoorRefusal} 401 for a malformed header
 */
export async function identifyCaller(
  exchange: Exchange,
  identify: Identify,
  options: CallerOptions,
): Promise<Identity> {
  const { req } = exchange;
  const bearer = bearerIn(headerOf(req, 'authorization')) ?? options.keyFromUrl ?? null;
  const credentials: Credentials = {
    bearer,
    userToken: headerOf(req, 'x-kaquan-user'),
    // A key speaks for itself: a browser that also sends its cookie must not act as the person.
    sessionToken: bearer === null ? cookieOf(req, SESSION_COOKIE) : null,
    csrfToken: headerOf(req, 'x-kaquan-csrf'),
    isWrite: options.isWrite,
  };
  const identity = await identify(credentials, factsOf(exchange));
  const { actor } = identity;
  exchange.facts.actor = actor.kind;
  if (actor.kind !== 'system') exchange.facts.merchantId = actor.merchantId;
  return identity;
}
