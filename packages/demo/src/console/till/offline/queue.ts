import { serverNow } from '../../data/server-clock.ts';
import { tellQueue } from './channel.ts';
import type { Entry } from './entry.ts';
import { isUnsent } from './queue.rules.ts';
import { addEntry, changeEntry, type Draft, listEntries, openQueueStore, type QueueStore } from './queue.store.ts';

async function withStore<T>(work: (store: QueueStore) => Promise<T>): Promise<T> {
  const store = await openQueueStore();
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

/** Keeps a redemption until the line is back. */
export async function queueRedemption(draft: Draft): Promise<Entry> {
  const entry = await withStore((store) => addEntry(store, draft));
  // A browser that is short of room must not take this for a cache.
  void navigator.storage.persist().catch(() => undefined);
  tellQueue('added');
  tellQueue('changed');
  return entry;
}

export const listQueue = (): Promise<Entry[]> => withStore((store) => listEntries(store, serverNow()));

/** Somebody has read why it was refused. */
export async function noteConflict(entry: Entry): Promise<void> {
  if (entry.state.is !== 'conflict') return;
  const state = { ...entry.state, isNoted: true };
  await withStore((store) => changeEntry(store, entry.id, { state }));
  tellQueue('changed');
}

/** How many of a person's redemptions the server has not seen. */
export async function countUnsent(owner: string): Promise<number> {
  const entries = await listQueue();
  return entries.filter((entry) => entry.owner === owner && isUnsent(entry)).length;
}
