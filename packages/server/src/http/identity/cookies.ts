import { SIGN_IN_STATE_SECONDS, USER_SIGN_IN_SECONDS, type Root } from '../../domain/access/index.ts';
import { cookie, cookieNamesOf, cookieOf } from '../cookies.ts';
import type { Exchange } from '../exchange.ts';

/** Only these pages see them. */
const PATH = '/identity';
const BROWSER_COOKIE = 'kaquan_sign_in';
const USER_COOKIE = 'kaquan_user_';
const MOST_USER_COOKIES = 20;
const BROWSER = /^[A-Za-z0-9_-]{22}$/;

type Setting = { name: string; value: string; maxAgeSeconds: number };

const settingOf = ({ publicUrl }: Root, { name, value, maxAgeSeconds }: Setting): string =>
  cookie(name, value, { isHttps: publicUrl.startsWith('https:'), isHttpOnly: true, maxAgeSeconds, path: PATH });

/** What this browser alone holds while it signs in; null when it holds nothing of that kind. */
export function browserOf({ req }: Exchange): string | null {
  const held = cookieOf(req, BROWSER_COOKIE);
  return held !== null && BROWSER.test(held) ? held : null;
}

/** Kept when it is there already, so that two tabs can sign in side by side. */
export function rememberBrowser(exchange: Exchange, root: Root): string {
  const value = browserOf(exchange) ?? root.random(16).toString('base64url');
  const setting = { name: BROWSER_COOKIE, value, maxAgeSeconds: SIGN_IN_STATE_SECONDS };
  exchange.head['Set-Cookie'] = settingOf(root, setting);
  return value;
}

/** The seal that says who the user is at this merchant. */
export const userSealOf = ({ req }: Exchange, appId: string): string | null => cookieOf(req, USER_COOKIE + appId);

/** One cookie for each merchant. The oldest go before there are so many that a request would be too large. */
export function rememberUser(exchange: Exchange, root: Root, { appId, seal }: { appId: string; seal: string }): void {
  const name = USER_COOKIE + appId;
  const others = cookieNamesOf(exchange.req, USER_COOKIE).filter((other) => other !== name);
  const forgotten = others.slice(0, Math.max(0, others.length + 1 - MOST_USER_COOKIES));
  exchange.head['Set-Cookie'] = [
    settingOf(root, { name, value: seal, maxAgeSeconds: USER_SIGN_IN_SECONDS }),
    ...forgotten.map((old) => settingOf(root, { name: old, value: '', maxAgeSeconds: 0 })),
  ];
}

export function forgetUser({ head }: Exchange, root: Root, appId: string): void {
  head['Set-Cookie'] = settingOf(root, { name: USER_COOKIE + appId, value: '', maxAgeSeconds: 0 });
}
