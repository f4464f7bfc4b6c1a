import { createCards } from './api/cards.ts';
import { createClaims } from './api/claims.ts';
import { createHolding } from './api/holding.ts';
import { createLive } from './api/live.ts';
import { createAttempts } from './core/attempts.ts';
import { createClock } from './core/clock.ts';
import { createBrowserHost } from './host/browser.ts';
import { createGraphql } from './transport/create-urql.ts';
import type { Client, ClientOptions } from './types.ts';

/**
 * Connects a page with a Kaquan installation. Nothing is sent before something is asked for.
 * @throws TypeError when the key is not a publishable one
 */
export function createClient(options: ClientOptions): Client {
  if (options.publishableKey.slice(0, 3) !== 'pk_')
    throw new TypeError('publishableKey: pk_ is required, sk_ must never be in a page');
  const host = createBrowserHost(options.storage);
  const clock = createClock();
  const graphql = createGraphql(host, options);
  const attempts = createAttempts(host);
  const { find, ...claims } = createClaims(graphql, attempts, clock, options.onChallenge);
  const live = createLive(graphql, host, find);
  return {
    ...createCards(graphql),
    ...claims,
    ...createHolding(graphql, attempts, clock, host),
    options,
    watch: ({ claimId }, listener) => live.watch(claimId, listener),
    watchStock: live.watchStock,
    now: clock.now,
    dispose() {
      graphql.close();
      live.dispose();
    },
    urql: graphql.urql,
  };
}
