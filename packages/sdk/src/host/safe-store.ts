import type { KeyValueStore } from '../core/attempts.ts';

/** A store that never throws: where the real one is forbidden or full, this page's memory takes its place. */
export function safeStore(find: () => KeyValueStore): KeyValueStore {
  const memory = new Map<string, string>();
  const tryIt = <T>(work: (store: KeyValueStore) => T, otherwise?: () => T): T | undefined => {
    try {
      return work(find());
    } catch {
      return otherwise && otherwise();
    }
  };
  return {
    getItem: (name) => memory.get(name) || tryIt((store) => store.getItem(name)) || null,
    setItem: (name, value) =>
      tryIt<unknown>(
        (store) => store.setItem(name, value),
        () => memory.set(name, value),
      ),
    removeItem(name) {
      memory.delete(name);
      tryIt((store) => store.removeItem(name));
    },
  };
}
