import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { makeDeviceKeys, publicKeyOf, sign } from './device-key.ts';
import type { Entry, Proof } from './entry.ts';
import { isOver } from './queue.rules.ts';
import { signedText } from './signed-text.ts';

/** The keys of one person on this device. */
export type Device = {
  owner: string;
  keys: CryptoKeyPair;
  publicKey: string;
  /** How the server knows it, and in which session; null: it does not yet. */
  registered: { deviceId: string; sessionId: string } | null;
  /** The last one that was used. */
  counter: number;
};

interface QueueSchema extends DBSchema {
  devices: { key: string; value: Device };
  entries: { key: string; value: Entry };
}

export type QueueStore = IDBPDatabase<QueueSchema>;

const NAME = 'kaquan-till';

/** What survives a reload, an empty battery and a night. */
export const openQueueStore = (): Promise<QueueStore> =>
  openDB<QueueSchema>(NAME, 1, {
    upgrade: (store) => {
      store.createObjectStore('devices', { keyPath: 'owner' });
      store.createObjectStore('entries', { keyPath: 'id' });
    },
  });

/** The keys of this person, made when they are first asked for. */
export async function deviceOf(store: QueueStore, owner: string): Promise<Device> {
  const known = await store.get('devices', owner);
  if (known) return known;
  const keys = await makeDeviceKeys();
  const made: Device = { owner, keys, publicKey: await publicKeyOf(keys), registered: null, counter: 0 };
  // Another page may have been quicker: its keys count.
  const tx = store.transaction('devices', 'readwrite');
  const quicker = await tx.store.get(owner);
  if (!quicker) await tx.store.put(made);
  await tx.done;
  return quicker ?? made;
}

export async function rememberRegistration(
  store: QueueStore,
  owner: string,
  registered: Device['registered'],
): Promise<void> {
  const tx = store.transaction('devices', 'readwrite');
  const device = await tx.store.get(owner);
  if (device) await tx.store.put({ ...device, registered });
  await tx.done;
}

export type Draft = Omit<Entry, 'counter' | 'proof' | 'tries' | 'state'>;

/**
 * Puts one in. Counter and entry are written together: a number is never used twice, and no entry is lost between.
 * One that is there already stays as it is.
 */
export async function addEntry(store: QueueStore, draft: Draft): Promise<Entry> {
  await deviceOf(store, draft.owner);
  const tx = store.transaction(['devices', 'entries'], 'readwrite');
  const [device, known] = await Promise.all([
    tx.objectStore('devices').get(draft.owner),
    tx.objectStore('entries').get(draft.id),
  ]);
  if (!device) throw new Error('The keys of this device were deleted a moment ago');
  const counter = device.counter + 1;
  const entry: Entry = known ?? { ...draft, counter, proof: null, tries: 0, state: { is: 'waiting' } };
  if (!known) {
    await tx.objectStore('devices').put({ ...device, counter });
    await tx.objectStore('entries').put(entry);
  }
  await tx.done;
  return known ?? (await signEntry(store, entry));
}

/** Has the device vouch for an entry, if the server knows the device. One that it vouched for before stays as it is. */
export async function signEntry(store: QueueStore, entry: Entry): Promise<Entry> {
  const { keys, registered } = await deviceOf(store, entry.owner);
  if (registered === null || entry.proof?.deviceId === registered.deviceId) return entry;
  const { deviceId } = registered;
  // Known under a new name, the device counts on: each number stays used once.
  const counter = entry.proof === null ? entry.counter : await nextCounter(store, entry.owner);
  const signature = await sign(keys, signedText({ ...entry, counter, deviceId }));
  return (await changeEntry(store, entry.id, { counter, proof: { deviceId, signature } })) ?? entry;
}

async function nextCounter(store: QueueStore, owner: string): Promise<number> {
  const tx = store.transaction('devices', 'readwrite');
  const device = await tx.store.get(owner);
  const counter = (device?.counter ?? 0) + 1;
  if (device) await tx.store.put({ ...device, counter });
  await tx.done;
  return counter;
}

type Change = Partial<Pick<Entry, 'state' | 'tries' | 'counter'>> & { proof?: Proof | null };

/** Null: it is no longer there. */
export async function changeEntry(store: QueueStore, id: string, change: Change): Promise<Entry | null> {
  const tx = store.transaction('entries', 'readwrite');
  const entry = await tx.store.get(id);
  const changed = entry ? { ...entry, ...change } : null;
  if (changed) await tx.store.put(changed);
  await tx.done;
  return changed;
}

/** All of this device, whoever has confirmed them; those that are over are forgotten on the way. */
export async function listEntries(store: QueueStore, now: Date): Promise<Entry[]> {
  const entries = await store.getAll('entries');
  const over = entries.filter((entry) => isOver(entry, now));
  await Promise.all(over.map(({ id }) => store.delete('entries', id)));
  return entries.filter((entry) => !over.includes(entry));
}
