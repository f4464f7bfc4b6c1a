import { createClient } from '../../client.ts';
import type { Client, ClientOptions } from '../../types.ts';

/** The client of the page. Elements may be there before it is, so they wait for it. */
export type PageClient = {
  /** Makes it. A second call with the same key changes nothing: a script that is loaded twice does no harm. */
  configure: (options: ClientOptions) => Client;
  /** Calls back as soon as there is one, and again for another. Gives what forgets it. */
  whenReady: (listener: (client: Client) => void) => () => void;
};

export function createPageClient(): PageClient {
  const waiting = new Set<(client: Client) => void>();
  let client: Client | undefined;
  return {
    configure(options) {
      if (client && client.options.publishableKey === options.publishableKey) return client;
      if (client) client.dispose();
      const made = createClient(options);
      client = made;
      waiting.forEach((listener) => listener(made));
      return made;
    },
    whenReady(listener) {
      waiting.add(listener);
      if (client) listener(client);
      return () => waiting.delete(listener);
    },
  };
}

/** One for a page, as elements are found by it and not handed to it. */
export const pageClient: PageClient = createPageClient();
