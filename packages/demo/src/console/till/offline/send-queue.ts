import type { Entry } from './entry.ts';
import { type Answer, nextToSend, stateAfter } from './queue.rules.ts';
import {
  changeEntry,
  type Device,
  deviceOf,
  listEntries,
  type QueueStore,
  rememberRegistration,
  signEntry,
} from './queue.store.ts';

/** What the queue asks of the server, for the person who is signed in. */
export type SendPort = {
  owner: string;
  /** Null: it is not known, because there was no line since the page was opened. */
  sessionId: string | null;
  /** Makes the device known. */
  register: (publicKey: string) => Promise<Registration>;
  send: (entry: Entry & { proof: NonNullable<Entry['proof']> }) => Promise<Answer>;
  now: () => Date;
  /** Something has changed that pages may show. */
  changed: () => void;
};

export type Registration = { is: 'done'; deviceId: string } | { is: 'lost' } | { is: 'signedOut' };

/** What is left: nothing, or when to try again. */
export type Rest = { is: 'empty' } | { is: 'stuck'; tries: number } | { is: 'signedOut' };

/** Makes the device known in this session, so that it can vouch for what is confirmed later without a line. */
export async function registerDevice(store: QueueStore, port: SendPort): Promise<'done' | 'lost' | 'signedOut'> {
  const device = await deviceOf(store, port.owner);
  if (isKnown(device, port)) return 'done';
  if (port.sessionId === null) return 'lost';
  const registration = await port.register(device.publicKey);
  if (registration.is !== 'done') return registration.is;
  const { deviceId } = registration;
  await rememberRegistration(store, port.owner, { deviceId, sessionId: port.sessionId });
  return 'done';
}

const isKnown = ({ registered }: Device, { sessionId }: SendPort): boolean =>
  registered !== null && registered.sessionId === sessionId;

/**
 * Sends one after the other, in order, until none is left or no answer comes; one that the server can not take now keeps
 * nobody behind it waiting. Only one page does it at a time.
 */
export async function sendQueue(store: QueueStore, port: SendPort): Promise<Rest> {
  const passedBy = new Set<string>();
  let rest: Rest = { is: 'empty' };
  for (;;) {
    const next = nextToSend(await listEntries(store, port.now()), { owner: port.owner, passedBy });
    if (next === null) return rest;
    const answer = await sendOne(store, next, port);
    const isOpen = answer.is === 'lost' || answer.is === 'unwell';
    const tries = isOpen ? next.tries + 1 : next.tries;
    await changeEntry(store, next.id, { tries, state: stateAfter(answer, port.now()) });
    port.changed();
    if (answer.is === 'lost') return { is: 'stuck', tries };
    if (answer.is === 'signedOut') return { is: 'signedOut' };
    if (answer.is !== 'unwell') continue;
    passedBy.add(next.id);
    rest = { is: 'stuck', tries };
  }
}

async function sendOne(store: QueueStore, entry: Entry, port: SendPort): Promise<Answer> {
  const registration = await registerDevice(store, port);
  if (registration !== 'done') return { is: registration };
  const signed = await signEntry(store, entry);
  if (signed.proof === null) return { is: 'lost' };
  await changeEntry(store, entry.id, { state: { is: 'sending' } });
  port.changed();
  return port.send({ ...signed, proof: signed.proof });
}
