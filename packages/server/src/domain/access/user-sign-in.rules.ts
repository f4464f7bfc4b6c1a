import { refusalOfSource, type SafePlaces } from './safe-domain.rules.ts';

/** How long a user may take at the merchant's login, seconds. */
export const SIGN_IN_STATE_SECONDS = 600;
/** Longest life of the user token that comes back from there, seconds. */
export const RETURN_TOKEN_SECONDS = 60;
/** How long a browser is known to belong to a user on the pages that this server hosts, seconds. At most 30 days. */
export const USER_SIGN_IN_SECONDS = 30 * 86_400;

const ADDRESS_LENGTH = 2_048;

/** What travels sealed through the merchant's login. */
export type SignInState = {
  merchantId: string;
  /** Where the user goes afterwards: a path of our own, or an address of the merchant's. */
  returnTo: string;
  /** Hash of what the browser holds in a cookie. */
  browser: string;
  issuedAt: number;
};

/** What a browser keeps sealed once its user is known. */
export type UserSignIn = { merchantId: string; openid: string; issuedAt: number };

const fieldsOf = (text: string): Record<string, unknown> => {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
};

/** Reads a state that was sealed here; null for anything else that was. */
export function signInStateIn(text: string): SignInState | null {
  const { merchantId, returnTo, browser, issuedAt } = fieldsOf(text);
  if (typeof merchantId !== 'string' || typeof returnTo !== 'string' || typeof browser !== 'string') return null;
  return typeof issuedAt === 'number' ? { merchantId, returnTo, browser, issuedAt } : null;
}

/** Reads a sign-in that was sealed here; null for anything else that was. */
export function userSignInIn(text: string): UserSignIn | null {
  const { merchantId, openid, issuedAt } = fieldsOf(text);
  if (typeof merchantId !== 'string' || typeof openid !== 'string' || typeof issuedAt !== 'number') return null;
  return { merchantId, openid, issuedAt };
}

/** Whether what was sealed at `issuedAt` (milliseconds) has outlived its seconds. */
export const isOver = ({ issuedAt }: { issuedAt: number }, seconds: number, now: Date): boolean =>
  now.getTime() - issuedAt >= seconds * 1000;

/**
 * Where a sign-in may lead back to: a page of our own, as its path, or one on the merchant's safe domains, as its
 * address. Null for any other: nobody's link may use our name to lead to a page of theirs.
 */
export function returnAddressOf(text: string, places: SafePlaces): string | null {
  if (text.length > ADDRESS_LENGTH || !URL.canParse(text, places.ownOrigin)) return null;
  const url = new URL(text, places.ownOrigin);
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
  if (url.origin === places.ownOrigin) return ownPathOf(url);
  const source = { origin: url.origin, referer: null, appBundle: null };
  return refusalOfSource(source, places) === null ? url.href : null;
}

/** `//host/…` as a path would be another host once it is written without ours; /identity would lead in a circle. */
function ownPathOf({ pathname, search, hash }: URL): string | null {
  if (pathname.startsWith('//') || /^\/identity(\/|$)/i.test(pathname)) return null;
  return pathname + search + hash;
}
