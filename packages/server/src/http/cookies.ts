import type { IncomingMessage } from 'node:http';
import { headerOf } from './exchange.ts';

export const SESSION_COOKIE = 'kaquan_session';
/** Readable by our own pages, which send it back in `X-Kaquan-CSRF`; worth nothing without the session. */
export const CSRF_COOKIE = 'kaquan_csrf';

const pairsOf = (req: IncomingMessage): string[] =>
  (headerOf(req, 'cookie') ?? '').split(';').map((pair) => pair.trim());

/** One cookie of the request; null when absent. */
export function cookieOf(req: IncomingMessage, name: string): string | null {
  const found = pairsOf(req).find((pair) => pair.startsWith(`${name}=`));
  return found === undefined ? null : found.slice(name.length + 1) || null;
}

/** Names of the cookies that begin so, in the order of their sending: browsers send the oldest first. */
export const cookieNamesOf = (req: IncomingMessage, prefix: string): string[] =>
  pairsOf(req)
    .map((pair) => pair.split('=', 1)[0] ?? '')
    .filter((name) => name.startsWith(prefix));

type CookieOptions = {
  isHttps: boolean;
  isHttpOnly: boolean;
  maxAgeSeconds: number;
  /** Where below it is sent; `/` unless given. */
  path?: string;
};

/** A `Set-Cookie` value. Lax: a sign-in link from a mail works, a foreign page's form does not. */
export function cookie(name: string, value: string, options: CookieOptions): string {
  const { isHttps, isHttpOnly, maxAgeSeconds, path = '/' } = options;
  const flags = [isHttpOnly ? 'HttpOnly' : '', isHttps ? 'Secure' : ''].filter(Boolean);
  return [`${name}=${value}`, `Path=${path}`, 'SameSite=Lax', `Max-Age=${maxAgeSeconds}`, ...flags].join('; ');
}
