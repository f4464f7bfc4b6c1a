import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aHost, jsonAnswer, NO_NETWORK, refusal, type Sent, type TestHost } from '../../test/kit/a-host.ts';
import type { ClientOptions } from '../types.ts';
import { type Call, createWire } from './wire.ts';

const DATA = { data: { a: 1 } };
const aCall = (changes: Partial<Call> = {}): Call => ({
  query: { documentId: 'd1' },
  variables: { id: 'card_1' },
  context: {},
  ...changes,
});
const wireOn = (host: TestHost, options: Partial<ClientOptions> = {}) =>
  createWire(host, { endpoint: '/graphql', publishableKey: 'pk_test_1', userToken: 'token', locale: 'en', ...options });

/** Answers one after the other; the last one for ever. */
const inTurn = (...answers: ReturnType<typeof jsonAnswer>[]): TestHost['answer'] => {
  let place = 0;
  return () => answers[Math.min(place++, answers.length - 1)] ?? NO_NETWORK;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Lets all waiting be over. */
async function settled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  await vi.advanceTimersByTimeAsync(60_000);
  return promise;
}

describe('a call', () => {
  it('travels with key, token, language and the id of its document', async () => {
    const host = aHost(() => jsonAnswer(DATA));
    const reply = await settled(wireOn(host).ask(aCall()));
    expect(reply).toEqual({ data: { a: 1 }, requestId: 'req_1' });
    expect(host.last()).toMatchObject({
      url: '/graphql',
      body: '{"documentId":"d1","variables":{"id":"card_1"}}',
      headers: {
        Authorization: 'Bearer pk_test_1',
        'X-Kaquan-User': 'token',
        'Content-Type': 'application/json',
        'Accept-Language': 'en',
      },
    });
  });

  it('that is public is an address without headers', async () => {
    const host = aHost(() => jsonAnswer(DATA));
    await settled(wireOn(host, { userToken: undefined }).ask(aCall({ context: { isPublic: true } })));
    expect(host.last()).toMatchObject({ url: '/graphql?id=d1&variables=%7B%22id%22%3A%22card_1%22%7D&key=pk_test_1' });
    expect(host.last().headers).toBeUndefined();
    expect(host.last().body).toBeUndefined();
  });

  it('of a user is refused where nobody is signed in, and not sent', async () => {
    const host = aHost();
    await expect(settled(wireOn(host, { userToken: undefined }).ask(aCall()))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(host.sent).toEqual([]);
  });
});

describe('a failure that says nothing about the call', () => {
  it.each([
    ['no answer', NO_NETWORK],
    ['a timeout', { ...NO_NETWORK, text: 'TIMEOUT' }],
    ['5xx', { status: 500, text: 'oops', requestId: null }],
    ['5xx of ours', refusal('INTERNAL', 500)],
    ['429', refusal('THROTTLED', 429)],
    ['the page of a gateway', { status: 200, text: '<html>', requestId: null }],
  ])('is tried again: %s', async (_name, failure) => {
    const host = aHost(inTurn(failure, failure, jsonAnswer(DATA)));
    await expect(settled(wireOn(host).ask(aCall()))).resolves.toMatchObject({ data: { a: 1 } });
    expect(host.sent).toHaveLength(3);
    expect(new Set(host.sent.map(({ body }) => body)).size).toBe(1);
  });

  it.each([
    ['NETWORK', NO_NETWORK],
    ['TIMEOUT', { ...NO_NETWORK, text: 'TIMEOUT' }],
    ['INTERNAL', refusal('INTERNAL', 503)],
    ['THROTTLED', { status: 429, text: '', requestId: null }],
  ])('is told as %s after the first try and three more', async (code, failure) => {
    const host = aHost(() => failure);
    await expect(settled(wireOn(host).ask(aCall()))).rejects.toMatchObject({ code, retryable: true });
    expect(host.sent).toHaveLength(4);
  });

  it('is tried again as often as told', async () => {
    const host = aHost(() => NO_NETWORK);
    await settled(wireOn(host, { retries: 0 }).ask(aCall())).catch(() => {});
    expect(host.sent).toHaveLength(1);
  });

  it('is waited out as long as the server asks for', async () => {
    const host = aHost(inTurn(refusal('THROTTLED', 429, { retryAfterMs: 9_000 }), jsonAnswer(DATA)));
    const asked = wireOn(host).ask(aCall());
    await vi.advanceTimersByTimeAsync(8_900);
    expect(host.sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(host.sent).toHaveLength(2);
    await asked;
  });

  it('without a network is OFFLINE', async () => {
    const host = aHost(() => NO_NETWORK);
    host.isOnlineNow = false;
    await expect(settled(wireOn(host).ask(aCall()))).rejects.toMatchObject({ code: 'OFFLINE', retryable: true });
  });

  it('settles within 30 seconds, whatever happens', async () => {
    const host = aHost(() => refusal('THROTTLED', 429, { retryAfterMs: 14_000 }));
    const asked = wireOn(host, { retries: 100 }).ask(aCall());
    const begun = Date.now();
    const ended = asked.catch(() => Date.now());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(Number(await ended) - begun).toBeLessThanOrEqual(30_000);
    expect(host.sent).toHaveLength(3);
  });
});

describe('an answer that is an error', () => {
  it('is told at once, with what it carries', async () => {
    const host = aHost(() => refusal('COST_EXCEEDED', 400, { cost: 7 }));
    await expect(settled(wireOn(host).ask(aCall()))).rejects.toMatchObject({
      code: 'COST_EXCEEDED',
      message: 'no: COST_EXCEEDED',
      retryable: false,
      requestId: 'req_1',
      fields: { cost: 7 },
    });
    expect(host.sent).toHaveLength(1);
  });
});

describe('a user token that is refused', () => {
  const tokens = () => {
    let made = 0;
    return async (): Promise<string> => `token-${(made += 1)}`;
  };
  const tokenOf = ({ headers }: Sent): string | undefined => headers?.['X-Kaquan-User'];

  it('is replaced once', async () => {
    const host = aHost((sent) => (tokenOf(sent) === 'token-1' ? refusal('UNAUTHENTICATED', 401) : jsonAnswer(DATA)));
    await expect(settled(wireOn(host, { userToken: tokens() }).ask(aCall()))).resolves.toMatchObject({
      data: { a: 1 },
    });
    expect(host.sent.map(tokenOf)).toEqual(['token-1', 'token-2']);
  });

  it('twice is the end', async () => {
    const host = aHost(() => refusal('UNAUTHENTICATED', 401));
    await expect(settled(wireOn(host, { userToken: tokens() }).ask(aCall()))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(host.sent).toHaveLength(2);
  });

  it('is the end where the page has no other', async () => {
    const host = aHost(() => refusal('UNAUTHENTICATED', 401));
    await settled(wireOn(host).ask(aCall())).catch(() => {});
    expect(host.sent).toHaveLength(1);
  });
});
