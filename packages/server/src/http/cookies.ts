import type { IncomingMessage } from 'node:http';
import { headerOf } from './exchange.ts';

export const SESSION_COOKIE = 'kaquan_session';
/** Readable by our own pages, which send it back in `X-Kaquan-CSRF`; worth nothing without the session. */
export const CSRF_COOKIE = 'kaquan_csrf';

/** One cookie of the request; null when absent. */
export function cookieOf(req: IncomingMessage, name: string): string | null {
  const pairs = (headerOf(req, 'cookie') ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${name}=`));
  return found === undefined ? null : found.slice(name.length + 1) || null;
}

type CookieOptions = { isHttps: boolean; isHttpOnly: boolean; maxAgeSeconds: number };

/** A `Set-Cookie` value. Lax: a sign-in link from a mail works, a foreign page's form does not. */
export function cookie(name: string, value: string, { isHttps, isHttpOnly, maxAgeSeconds }: CookieOptions): string {
  const flags = [isHttpOnly ? 'HttpOnly' : '', isHttps ? 'Secure' : ''].filter(Boolean);
  return [`${name}=${value}`, 'Path=/', 'SameSite=Lax', `Max-Age=${maxAgeSeconds}`, ...flags].join('; ');
}
