import { CardError } from '../core/errors.ts';
import type { UserTokenOption } from '../types.ts';

export type UserToken = {
  /** @throws CardError UNAUTHENTICATED where nobody is signed in */
  get: () => Promise<string>;
  /** Forgets a token that was refused. False where no other can be had. */
  renew: () => boolean;
};

/** A token is replaced after this part of its life: before it ends, and not at the same time on all pages. */
const FRESH_PART = 0.8;

/** Keeps the user's token in memory only, and asks for the next one in good time. */
export function createUserToken(source: UserTokenOption | undefined, timeoutMs: number): UserToken {
  let asking: Promise<string> | undefined;
  let renewAt = 0;

  async function ask(): Promise<string> {
    if (!source) throw new CardError('UNAUTHENTICATED');
    renewAt = Infinity;
    try {
      const token = typeof source === 'string' ? source : await Promise.race([source(), silence(timeoutMs)]);
      renewAt = Date.now() + lifeMsOf(token) * FRESH_PART;
      return token;
    } catch (error) {
      renewAt = 0;
      throw error;
    }
  }

  return {
    get: () => (asking = asking && Date.now() < renewAt ? asking : ask()),
    renew() {
      renewAt = 0;
      return typeof source === 'function';
    },
  };
}

/** A page's function may never settle; a call always does. */
const silence = (ms: number): Promise<never> =>
  new Promise((_, fail) => setTimeout(() => fail(new CardError('TIMEOUT', { retryable: true })), ms));

/**
 * Of a JWT. Only its times are read, and never trusted. A token that cannot be read like this, for its form or for a
 * rare character, lives until it is refused.
 */
function lifeMsOf(token: string): number {
  try {
    const { iat, exp } = JSON.parse(atob(token.split('.')[1] || '')) as { iat: number; exp: number };
    return (exp - iat) * 1000 || Infinity;
  } catch {
    return Infinity;
  }
}
