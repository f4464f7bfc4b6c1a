import type { DomainContext } from '../kit/context.ts';

/**
 * What identifying callers has read from the database, for a few seconds. `compose.ts` makes one per process and hands
 * it in as `ports.access.lookups`; without it every request asks the database.
 */
export type Lookups = {
  /** The kept answer, else what `read` gives. `null` is never kept: a key made a moment ago works at once. */
  get: <T>(key: string, read: () => Promise<T | null>) => Promise<T | null>;
  /** Forgets everything, as after a revocation. */
  drop: () => void;
};

/** What this room asks of its right neighbours and of `compose.ts`. */
export type AccessPorts = {
  /** What is wrong with a GraphQL document, in words; null when the schema can run it. */
  validateDocument: (text: string) => string | null;
  /** Answered by stores, in the context's transaction: throws NotFoundError for the first that is none of the merchant's. */
  assertStores: (ctx: DomainContext, storeIds: readonly string[]) => Promise<void>;
  lookups?: Lookups;
};

declare module '../kit/ports.ts' {
  interface DomainPorts {
    access: AccessPorts;
  }
}

/** How long a revocation in another process may go unseen here. */
const KEEP_MS = 2_000;
const MOST_ENTRIES = 10_000;

type Kept = { until: number; value: unknown };

/** @param now the clock of the installation */
export function createLookups(now: () => Date): Lookups {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<unknown>>();
  let generation = 0;
  const readAnew = async (key: string, read: () => Promise<unknown>): Promise<unknown> => {
    const asked = generation;
    // Counted from before the reading: what it read may have changed by its end.
    const until = now().getTime() + KEEP_MS;
    const reading = read();
    underWay.set(key, reading);
    try {
      const value = await reading;
      // An answer that was read before a drop may be the very thing that was revoked.
      if (value !== null && asked === generation) keep(kept, key, { until, value });
      return value;
    } finally {
      if (underWay.get(key) === reading) underWay.delete(key);
    }
  };
  return {
    async get(key, read) {
      const found = kept.get(key);
      if (found && now().getTime() < found.until) return keptValue(found.value);
      // Of all who ask at once when an answer has got old, one reads.
      return keptValue(await (underWay.get(key) ?? readAnew(key, read)));
    },
    drop() {
      generation += 1;
      kept.clear();
      underWay.clear();
    },
  };
}

/** The one that was read longest ago goes first. */
function keep(kept: Map<string, Kept>, key: string, entry: Kept): void {
  kept.delete(key);
  kept.set(key, entry);
  if (kept.size <= MOST_ENTRIES) return;
  const [oldest] = kept.keys();
  if (oldest !== undefined) kept.delete(oldest);
}

// A key is only ever asked for with one reader: its prefix names the reader.
const keptValue = <T>(value: unknown): T => value as T;

type Looking = Pick<DomainContext, 'ports' | 'tx'>;

/** Reads through the process's lookups, where there are some. Inside a transaction only its own view counts. */
export function lookUp<T>(ctx: Looking, key: string, read: () => Promise<T | null>): Promise<T | null> {
  const { lookups } = ctx.ports.access;
  return lookups === undefined || ctx.tx !== undefined ? read() : lookups.get(key, read);
}

/** Called after a credential of this installation has changed. */
export const dropLookups = (ctx: Pick<DomainContext, 'ports'>): void => ctx.ports.access.lookups?.drop();
