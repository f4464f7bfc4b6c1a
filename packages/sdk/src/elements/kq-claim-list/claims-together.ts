import { MOST_CLAIMS } from '../../api/claim-all.ts';
import type { ClaimOptions, ClaimResult, Client } from '../../types.ts';

/** What rows claim with: alone when tapped alone, and with one request when all are tapped at once. */
export type ClaimsTogether = {
  /** For the rows. */
  readonly client: Client;
  /** Begins what claims, and sends what it wants together. Ends when all have ended. */
  gather: (claims: readonly (() => Promise<void>)[]) => Promise<void>;
  /** Whether the server has told a row what its user has. */
  isKnown: () => boolean;
  /** Whether a row still asks what its user has. */
  isAsking: () => boolean;
};

type Wish = {
  cardId: string;
  options: ClaimOptions;
  resolve: (claim: ClaimResult) => void;
  reject: (reason: unknown) => void;
};

/** A row that still asks what its user has after so long claims alone. */
const PATIENCE_MS = 1_000;

/** `onTold` hears of each row that was told what its user has, or that it can not be known. */
export function createClaimsTogether(client: Client, onTold: () => void): ClaimsTogether {
  // A client of `claim.js` does not know how.
  const isAble = 'claimAll' in client;
  let wishes: Wish[] | null = null;
  let missing = 0;
  let isKnown = false;
  let asking = 0;

  async function send(): Promise<void> {
    const waiting = wishes || [];
    wishes = null;
    while (waiting.length) await sendSome(waiting.splice(0, MOST_CLAIMS), client);
  }

  function arrive(): void {
    missing -= 1;
    if (!missing) void send();
  }

  return {
    client: {
      ...client,
      async claimContext(cardId) {
        asking += 1;
        try {
          const context = await client.claimContext(cardId);
          isKnown = true;
          return context;
        } finally {
          asking -= 1;
          onTold();
        }
      },
      claim(cardId, options = {}) {
        const waiting = wishes;
        if (!waiting) return client.claim(cardId, options);
        return new Promise((resolve, reject) => {
          waiting.push({ cardId, options, resolve, reject });
          arrive();
        });
      },
    },
    async gather(claims) {
      wishes = isAble ? [] : null;
      missing = claims.length;
      const timer = setTimeout(() => void send(), PATIENCE_MS);
      // Who ends without a wish is not waited for.
      await Promise.all(claims.map((claim) => claim().then(arrive, arrive)));
      clearTimeout(timer);
    },
    isKnown: () => isKnown,
    isAsking: () => asking > 0,
  };
}

/** All rows say the same channel and placement. */
async function sendSome(wishes: readonly Wish[], client: Client): Promise<void> {
  const items = wishes.map(({ cardId, options: { cardExt } }) => ({ cardId, cardExt }));
  const results = await client.claimAll(items, (wishes[0] || { options: {} }).options);
  results.forEach(({ claim, error }, place) => {
    const wish = wishes[place];
    if (wish && claim) wish.resolve(claim);
    else if (wish) wish.reject(error);
  });
}
