import { CardError } from '../../core/errors.ts';
import type { HostAnswer } from '../../core/host.ts';
import { sendRequest } from '../../host/browser.ts';
import { bodyIn } from '../../transport/wire.ts';

const TIMEOUT_MS = 10_000;

/**
 * Fetches user tokens from an address of the merchant: 200 `{ token }`, or `{ signInUrl }` (with 200 or 401) where
 * the user has to sign in first.
 */
export const tokenFrom = (url: string) => async (): Promise<string> => {
  const { status, text } = await new Promise<HostAnswer>((onDone) =>
    sendRequest({ url, timeoutMs: TIMEOUT_MS, onDone }),
  );
  const { token, signInUrl } = bodyIn(text);
  if (status === 200 && typeof token === 'string') return token;
  const isRefusal = typeof signInUrl === 'string' || (status >= 400 && status < 500);
  throw new CardError(isRefusal ? 'UNAUTHENTICATED' : 'NETWORK', {
    retryable: !isRefusal,
    fields: { signInUrl },
  });
};
