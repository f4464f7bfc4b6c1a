import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Life of a session, seconds. */
export const SESSION_SECONDS = 12 * 3_600;

/** Life of a session on a phone of staff (W4), seconds. */
export const PHONE_SESSION_SECONDS = 30 * 86_400;

/** For so long the last use of a session stands as it was noted, seconds: no request is to cost a write. */
const USE_NOTED_SECONDS = 5 * 60;

/** For so long a sign-in proves who sits there, without the password once more; seconds. */
const FRESH_SECONDS = 15 * 60;

type Life = { createdAt: Date; expiresAt: Date; revokedAt: Date | null };

export const isLiveSession = ({ revokedAt, expiresAt }: Life, now: Date): boolean =>
  revokedAt === null && now < expiresAt;

export const isFreshSignIn = ({ createdAt }: Pick<Life, 'createdAt'>, now: Date): boolean =>
  now.getTime() - createdAt.getTime() < FRESH_SECONDS * 1000;

/** Whether the last use of a session is to be noted anew. */
export const isUseStale = ({ lastUsedAt }: { lastUsedAt: Date | null }, now: Date): boolean =>
  lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= USE_NOTED_SECONDS * 1000;

/**
 * What a page shows in `X-Kaquan-CSRF` with each write of a session. Derived from the session token, so it needs no
 * storage: the door gives it at sign-in, and again to whoever shows the session cookie from our own pages.
 */
export const csrfTokenOf = (sessionToken: string): string =>
  createHmac('sha256', sessionToken).update('kaquan-csrf').digest('base64url');

/** Compared in constant time, whatever the lengths. */
export function isCsrfToken(sent: string | null, sessionToken: string): boolean {
  if (sent === null) return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(sent), digest(csrfTokenOf(sessionToken)));
}
