import { backoffMs } from '../core/backoff.ts';
import { CardError, cardErrorOf } from '../core/errors.ts';
import type { Host, HostAnswer, HostRequest } from '../core/host.ts';
import type { ClientOptions } from '../types.ts';
import { createUserToken } from './user-token.ts';

/** One GraphQL call, as far as it is sent. A public one reads the same for everybody, and carries neither token nor headers. */
export type Call = {
  readonly query: { readonly documentId: string };
  readonly variables: unknown;
  readonly context: { readonly isPublic?: true };
};

export type Reply = { readonly data: unknown; readonly requestId: string | null };

export type Sent = Pick<HostRequest, 'url' | 'headers' | 'body'>;

export type Wire = {
  /** @throws CardError when no answer could be had, or it is an error */
  ask: (call: Call) => Promise<Reply>;
  /** The request of a call; a user's waits for the token. */
  requestOf: (call: Call) => Promise<Sent>;
  /** Forgets the user's token. False where no other can be had. */
  renewToken: () => boolean;
};

/** A call settles within this time, whatever happens. */
const LONGEST_MS = 30_000;

/** Sends calls and repeats those whose failure says nothing about the call: no answer, 5xx, 429. */
export function createWire(host: Host, options: ClientOptions): Wire {
  const { endpoint, publishableKey, locale, timeoutMs = 10_000, retries = 3 } = options;
  const userToken = createUserToken(options.userToken, timeoutMs);
  const renewToken = userToken.renew;

  async function requestOf({ query, variables, context }: Call): Promise<Sent> {
    const { documentId } = query;
    if (context.isPublic) {
      // No header, so no question before it, and a cache may answer.
      return {
        url: `${endpoint}?id=${documentId}&variables=${encodeURIComponent(JSON.stringify(variables))}&key=${publishableKey}`,
      };
    }
    const headers = {
      Authorization: 'Bearer ' + publishableKey,
      'X-Kaquan-User': await userToken.get(),
      'Content-Type': 'application/json',
      'Accept-Language': locale || document.documentElement.lang || navigator.language,
    };
    return { url: endpoint, headers, body: JSON.stringify({ documentId, variables }) };
  }

  async function ask(call: Call): Promise<Reply> {
    const deadline = Date.now() + LONGEST_MS;
    for (let tries = 1, isOld = true; ; tries += 1) {
      try {
        const request = await requestOf(call);
        const ms = Math.min(timeoutMs, deadline - Date.now());
        return replyOf(await new Promise((onDone) => host.send({ ...request, timeoutMs: ms, onDone })), host);
      } catch (thrown) {
        const { code, fields, retryable, requestId } = cardErrorOf(thrown);
        const ms = Math.max(backoffMs(tries), Number(fields['retryAfterMs']) || 0);
        const mayTry = retryable && tries <= retries && Date.now() + ms < deadline;
        if (mayTry) await wait(ms);
        else if (isOld && requestId && code === 'UNAUTHENTICATED' && renewToken()) isOld = false;
        else throw thrown;
      }
    }
  }

  return { requestOf, ask, renewToken };
}

/** @throws CardError for everything that is not data */
export function replyOf({ status, text, requestId }: HostAnswer, host: Host): Reply {
  const { data, errors: [error] = [] } = bodyIn(text);
  if (data && !error) return { data, requestId };
  const { code = status === 429 ? 'THROTTLED' : status ? 'NETWORK' : host.isOnline() ? text : 'OFFLINE', ...fields } =
    (error && error.extensions) || {};
  throw new CardError(code, {
    message: error && error.message,
    // Without an error in GraphQL's form some gateway has answered, or nobody.
    retryable: !error || status === 429 || status >= 500,
    requestId,
    fields,
  });
}

type Body = {
  [name: string]: unknown;
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string; retryAfterMs?: number } }[];
};

/** What answers in JSON at this address speaks GraphQL; everything else is no answer. */
export function bodyIn(text: string): Body {
  try {
    return (JSON.parse(text) as Body | null) || {};
  } catch {
    return {};
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
