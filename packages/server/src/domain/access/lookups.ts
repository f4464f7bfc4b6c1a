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
const KEEP_MS = 5_000;
const MOST_ENTRIES = 10_000;

/** @param now the clock of the installation */
export function createLookups(now: () => Date): Lookups {
  const kept = new Map<string, { until: number; value: unknown }>();
  /** Reads on their way: a crowd that comes at the same moment asks once. */
  const asking = new Map<string, Promise<unknown>>();
  let generation = 0;
  return {
    async get(key, read) {
      const found = kept.get(key);
      if (found && now().getTime() < found.until) return keptValue(found.value);
      const asked = generation;
      const joined = asking.get(key);
      if (joined) return keptValue(await joined);
      const reading = read();
      asking.set(key, reading);
      const value = await reading.finally(() => asking.get(key) === reading && asking.delete(key));
      if (kept.size >= MOST_ENTRIES) kept.clear();
      // An answer that was read before a drop may be the very thing that was revoked.
      if (value !== null && asked === generation) kept.set(key, { until: now().getTime() + KEEP_MS, value });
      return value;
    },
    drop() {
      generation += 1;
      asking.clear();
      kept.clear();
    },
  };
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
