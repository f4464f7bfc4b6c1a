import DataLoader from 'dataloader';
import type { DomainContext } from '../../domain/kit/context.ts';

/**
 * Reads many keys of one request by one call: lists ask row by row, the database is asked once.
 * Nothing is kept afterwards: two mutations in one document each see the state that they made.
 */
export function batched<Value>(
  load: (domain: DomainContext, keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (domain: DomainContext, key: string) => Promise<Value | undefined> {
  const loaders = new WeakMap<DomainContext, DataLoader<string, Value | undefined>>();
  const loaderOf = (domain: DomainContext): DataLoader<string, Value | undefined> => {
    const known = loaders.get(domain);
    if (known) return known;
    const made = new DataLoader<string, Value | undefined>(
      async (keys) => {
        const found = await load(domain, keys);
        return keys.map((key) => found.get(key));
      },
      { cache: false },
    );
    loaders.set(domain, made);
    return made;
  };
  return (domain, key) => loaderOf(domain).load(key);
}
