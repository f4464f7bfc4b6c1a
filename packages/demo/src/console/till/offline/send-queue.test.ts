import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from './entry.ts';
import type { Answer } from './queue.rules.ts';
import { addEntry, deviceOf, listEntries, openQueueStore, type QueueStore } from './queue.store.ts';
import { type SendPort, registerDevice, sendQueue } from './send-queue.ts';
import { signedText } from './signed-text.ts';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const DONE: Answer = { is: 'done', title: '券', redemptionId: 'rdm_1' };

let store: QueueStore;
let owner: string;
let made = 0;
beforeEach(async () => {
  made += 1;
  owner = `merchant/${made}`;
  store = await openQueueStore();
});

const add = (id: string, value = '123456789012'): Promise<Entry> =>
  addEntry(store, {
    id: `${owner}${id}`,
    owner,
    ownerName: '小王',
    asked: { value, cardId: null, storeId: 'store_1', amountFen: 1250, way: 'STAFF_TYPED' },
    title: null,
    storeName: '静安店',
    confirmedAt: NOW.toISOString(),
  });

type Server = SendPort & { sent: Entry[]; answers: Answer[] };

/** Answers one after the other as told; then everything is done. */
function aServer(over: Partial<SendPort> = {}, answers: Answer[] = []): Server {
  const sent: Entry[] = [];
  return {
    owner,
    sessionId: 'ses_1',
    register: () => Promise.resolve({ is: 'done', deviceId: 'dev_1' }),
    send: (entry) => {
      sent.push(entry);
      return Promise.resolve(answers.shift() ?? DONE);
    },
    now: () => NOW,
    changed: () => undefined,
    sent,
    answers,
    ...over,
  };
}

const own = async (): Promise<Entry[]> => (await listEntries(store, NOW)).filter((entry) => entry.owner === owner);
const statesOf = async (): Promise<string[]> =>
  (await own()).sort((a, b) => a.counter - b.counter).map(({ state }) => state.is);

async function isSigned(entry: Entry): Promise<boolean> {
  const { keys } = await deviceOf(store, owner);
  const signature = (entry.proof?.signature ?? '').replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(signature), (sign) => sign.charCodeAt(0));
  const text = new TextEncoder().encode(signedText({ ...entry, deviceId: entry.proof?.deviceId ?? '' }));
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, keys.publicKey, bytes, text);
}

describe('the queue of a till', () => {
  it('counts each entry once, also when many come at once, and keeps one that is there', async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => add(id)));
    await add('a');
    expect(new Set((await own()).map(({ counter }) => counter))).toEqual(new Set([1, 2, 3]));
    expect(await own()).toHaveLength(3);
  });

  it('has keys that can not be taken away', async () => {
    const { keys, publicKey } = await deviceOf(store, owner);
    expect(keys.privateKey.extractable).toBe(false);
    expect(Object.keys(JSON.parse(publicKey))).toEqual(['kty', 'crv', 'x', 'y']);
    expect((await deviceOf(store, owner)).publicKey).toBe(publicKey);
  });

  it('signs at once where the device is known, else when it is sent', async () => {
    expect((await add('a')).proof).toBeNull();
    const server = aServer();
    await registerDevice(store, server);
    expect(await isSigned(await add('b'))).toBe(true);
    await sendQueue(store, server);
    expect(await Promise.all(server.sent.map(isSigned))).toEqual([true, true]);
  });

  it('sends in order, past a refusal', async () => {
    await add('a');
    await add('b');
    const server = aServer({}, [{ is: 'refused', code: 'ALREADY_REDEEMED', words: '已核销' }]);
    expect(await sendQueue(store, server)).toEqual({ is: 'empty' });
    expect(server.sent.map(({ counter }) => counter)).toEqual([1, 2]);
    expect(await statesOf()).toEqual(['conflict', 'done']);
  });

  it('stops where no answer comes, and sends the same again', async () => {
    await add('a');
    await add('b');
    const server = aServer({}, [{ is: 'lost' }]);
    expect(await sendQueue(store, server)).toEqual({ is: 'stuck', tries: 1 });
    expect(await statesOf()).toEqual(['waiting', 'waiting']);
    await sendQueue(store, server);
    expect(server.sent.map(({ id }) => id.slice(-1))).toEqual(['a', 'a', 'b']);
    expect(server.sent[0]?.proof).toEqual(server.sent[1]?.proof);
  });

  it('sends what stands behind one that the server can not take now', async () => {
    for (const id of ['a', 'b', 'c']) await add(id);
    const server = aServer({}, [{ is: 'unwell' }]);
    expect(await sendQueue(store, server)).toEqual({ is: 'stuck', tries: 1 });
    expect(server.sent.map(({ counter }) => counter)).toEqual([1, 2, 3]);
    expect(await statesOf()).toEqual(['waiting', 'done', 'done']);
    expect(await sendQueue(store, server)).toEqual({ is: 'empty' });
    expect(await statesOf()).toEqual(['done', 'done', 'done']);
  });

  it('waits for the person where nobody is signed in, and signs anew in the new session', async () => {
    await add('a');
    expect(await sendQueue(store, aServer({}, [{ is: 'signedOut' }]))).toEqual({ is: 'signedOut' });
    expect(await statesOf()).toEqual(['needsSignIn']);
    const server = aServer({ sessionId: 'ses_2', register: () => Promise.resolve({ is: 'done', deviceId: 'dev_2' }) });
    await sendQueue(store, server);
    const [sent] = server.sent;
    expect([sent?.proof?.deviceId, sent?.counter, sent?.confirmedAt]).toEqual(['dev_2', 2, NOW.toISOString()]);
    expect(sent && (await isSigned(sent))).toBe(true);
  });

  it('waits where the device can not be made known', async () => {
    await add('a');
    expect(await sendQueue(store, aServer({ register: () => Promise.resolve({ is: 'lost' }) }))).toEqual({
      is: 'stuck',
      tries: 1,
    });
    expect(await sendQueue(store, aServer({ sessionId: null }))).toEqual({ is: 'stuck', tries: 2 });
  });

  it('leaves what others have confirmed to them', async () => {
    await add('a');
    const server = aServer({ owner: 'merchant/other' });
    expect(await sendQueue(store, server)).toEqual({ is: 'empty' });
    expect(server.sent).toEqual([]);
  });
});
