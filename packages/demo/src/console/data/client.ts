import { cacheExchange, Client, fetchExchange, mapExchange } from '@urql/core';
import { callHeaders, type Caller } from './headers.ts';
import { tellLine } from './line.ts';
import { type Problem, problemOf } from './problem.ts';
import { learnClock } from './server-clock.ts';

export const ENDPOINT = '/graphql';
const PATIENCE_MS = 20_000;

/** A call that hangs helps nobody at a till: it ends, and the person may try again. */
export const fetchInTime: typeof fetch = (input, init) => {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(new Error('TIMEOUT')), PATIENCE_MS);
  init?.signal?.addEventListener('abort', () => patience.abort(init.signal?.reason));
  const askedAt = Date.now();
  const answer = fetch(input, { ...init, signal: patience.signal }).finally(() => clearTimeout(timer));
  return answer.then((response) => {
    learnClock(response, askedAt);
    return response;
  });
};

/** The one GraphQL client of a desk. What goes wrong on the way is told to `onProblem`, wherever it was asked. */
export function createConsoleClient(caller: Caller, onProblem: (problem: Problem) => void): Client {
  return new Client({
    url: ENDPOINT,
    // Only persisted documents may be asked by GET, and these are none.
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetch: fetchInTime,
    fetchOptions: () => ({ headers: callHeaders(caller), credentials: 'same-origin' }),
    exchanges: [
      cacheExchange,
      mapExchange({
        onResult: ({ error }) => void tellLine(error?.networkError === undefined),
        onError: (error) => onProblem(problemOf(error)),
      }),
      fetchExchange,
    ],
  });
}
