/** State of a bucket after a request took from it, or failed to. */
export type Budget = {
  isTaken: boolean;
  maximum: number;
  available: number;
  restoreRate: number;
  retryAfterMs: number;
};

/** Leaky buckets, one a credential: cost drips back at a steady rate (graphql.md §8). */
export type Budgets = { take: (credential: string, costPerSecond: number, cost: number) => Budget };

/** A quiet caller may spend this many seconds' worth at once. */
const BURST_SECONDS = 2;
const MOST_BUCKETS = 20_000;

type Bucket = { spent: number; at: number };

/** @param now milliseconds on a clock that never goes back */
export function createBudgets(now: () => number = () => performance.now()): Budgets {
  const buckets = new Map<string, Bucket>();
  return {
    take: (credential, costPerSecond, cost) => {
      const at = now();
      const bucket = buckets.get(credential) ?? { spent: 0, at };
      const spent = Math.max(0, bucket.spent - ((at - bucket.at) / 1000) * costPerSecond);
      const maximum = costPerSecond * BURST_SECONDS;
      const isTaken = spent + cost <= maximum;
      const spentNow = isTaken ? spent + cost : spent;
      buckets.delete(credential);
      // At the end again: the front is who was silent longest, and a forgotten bucket is a full one.
      buckets.set(credential, { spent: spentNow, at });
      if (buckets.size > MOST_BUCKETS) forgetOldest(buckets);
      const missing = spentNow + cost - maximum;
      return {
        isTaken,
        maximum,
        available: Math.floor(maximum - spentNow),
        restoreRate: costPerSecond,
        retryAfterMs: isTaken ? 0 : Math.ceil((missing / costPerSecond) * 1000),
      };
    },
  };
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const [oldest] = buckets.keys();
  if (oldest !== undefined) buckets.delete(oldest);
}
