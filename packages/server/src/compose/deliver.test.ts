import { GraphQLError } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Identity } from '../domain/access/index.ts';
import type { Actor, Scope } from '../domain/kit/actor.ts';
import { deliver } from './deliver.ts';
import { createSharedAnswers } from './shared-answers.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const identity: Identity = { actor: { kind: 'system' }, costPerSecond: 1, mayRunAnyDocument: true };

async function* nothing(): AsyncGenerator<object> {}

/** A subscription that is asked who listens, and how often that was. */
function aSubscription(open: () => Promise<AsyncIterable<unknown>> = () => Promise.resolve(nothing())) {
  const leaving = new AbortController();
  const identify = vi.fn(() => Promise.resolve(identity));
  const run = {
    mask: (error: unknown) => new GraphQLError(String(error)),
    open,
    execute: () => Promise.resolve({}),
    contextFor: () => Promise.resolve({}),
    question: '',
    share: <T>(_question: string, execute: () => Promise<T>) => execute(),
  };
  const listener = { identify, requestId: 'req_1', acceptLanguage: null, resumeAfter: null, signal: leaving.signal };
  return { leaving, identify, begin: () => deliver(run, listener) };
}

async function timesAskedLater(identify: ReturnType<typeof vi.fn>): Promise<number> {
  const asked = identify.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  return identify.mock.calls.length - asked;
}

describe('the right to listen', () => {
  it('is asked again while somebody listens', async () => {
    const { begin, identify } = aSubscription();
    await begin();
    expect(await timesAskedLater(identify)).toBeGreaterThan(1);
  });

  it('is asked no more once the listener has left, though nobody took a delivery', async () => {
    const { begin, leaving, identify } = aSubscription();
    await begin();
    leaving.abort();
    expect(await timesAskedLater(identify)).toBe(0);
  });

  it('is asked no more of a listener who was gone before it began', async () => {
    const { begin, leaving, identify } = aSubscription();
    leaving.abort();
    await begin();
    expect(await timesAskedLater(identify)).toBe(0);
  });

  it('is asked no more where the subscription fails to begin', async () => {
    const { begin, identify } = aSubscription(() => Promise.reject(new Error('no database')));
    await expect(begin()).rejects.toThrow('no database');
    expect(await timesAskedLater(identify)).toBe(0);
  });
});

describe('one event', () => {
  const keyOf = (id: string, scopes: readonly Scope[] = []): Actor => ({
    ...{ kind: 'secretKey', id, scopes, merchantId: 'mer_1', isTest: true, storeIds: [] },
  });
  const userOf = (openid: string): Actor => ({ kind: 'user', id: openid, openid, merchantId: 'mer_1', keyId: 'key_1' });
  const share = createSharedAnswers<object>();
  let told = 0;

  /** How often the document runs when one listener after the other hears of the same event. */
  async function runsFor(...listeners: { actor: Actor; question?: string; hasLostItsRight?: true }[]): Promise<number> {
    const cursor = `event ${(told += 1)}`;
    const execute = vi.fn(() => Promise.resolve({ data: {} }));
    for (const { actor, question = 'a', hasLostItsRight } of listeners) {
      const identify = vi.fn(() => Promise.resolve({ ...identity, actor }));
      const run = {
        ...{ share, question, execute, contextFor: () => Promise.resolve({}) },
        mask: (error: unknown) => new GraphQLError(String(error)),
        open: () => Promise.resolve(one({ cursor })),
      };
      const signal = new AbortController().signal;
      const manner = { requestId: 'req_1', acceptLanguage: null, resumeAfter: null, signal };
      const deliveries = await deliver(run, { identify, ...manner });
      if (hasLostItsRight) {
        vi.advanceTimersByTime(2_000);
        identify.mockRejectedValue(new Error('revoked'));
      }
      for await (const { answer } of deliveries) expect('errors' in answer).toBe(hasLostItsRight === true);
    }
    return execute.mock.calls.length;
  }

  async function* one(event: object): AsyncGenerator<object> {
    yield event;
  }

  it.each([
    ['two keys with equal rights that ask the same', [{ actor: keyOf('key_1') }, { actor: keyOf('key_2') }], 1],
    ['keys with other scopes', [{ actor: keyOf('key_1') }, { actor: keyOf('key_2', ['claims:read']) }], 2],
    ['other questions', [{ actor: keyOf('key_1') }, { actor: keyOf('key_1'), question: 'b' }], 2],
    ['two users', [{ actor: userOf('ann') }, { actor: userOf('ben') }], 2],
    ['two pages of a user', [{ actor: userOf('ann') }, { actor: userOf('ann') }], 1],
  ])('runs for %s', async (_who, listeners, count) => expect(await runsFor(...listeners)).toBe(count));

  it('is not told to who has lost the right meanwhile, though the answer is there', async () => {
    const [first, second] = [keyOf('key_1'), keyOf('key_2')];
    expect(await runsFor({ actor: first }, { actor: second, hasLostItsRight: true })).toBe(1);
  });
});

describe('events that come together', () => {
  const identify = vi.fn(() => Promise.resolve(identity));
  const listener = { identify, requestId: 'req_1', acceptLanguage: null, resumeAfter: null };

  async function* together(): AsyncGenerator<object> {
    yield {
      cursor: '1',
      later: [
        { cursor: '2', later: [] },
        { cursor: '3', later: [] },
      ],
    };
  }

  function aRun(execute: (event: unknown) => Promise<object>) {
    return {
      ...{ question: '', contextFor: () => ({}), open: () => Promise.resolve(together()) },
      mask: (error: unknown) => new GraphQLError(String(error)),
      execute: (_context: unknown, event: unknown) => execute(event),
      share: createSharedAnswers<object>(),
    };
  }

  it('are answered side by side and told in their order', async () => {
    const ends: (() => void)[] = [];
    const execute = vi.fn((event: unknown) => {
      const told: unknown = Reflect.get(Object(event), 'cursor');
      return new Promise<object>((resolve) => ends.push(() => resolve({ data: { told } })));
    });
    const deliveries = await deliver(aRun(execute), { ...listener, signal: new AbortController().signal });
    const told: unknown[] = [];
    const telling = (async () => {
      for await (const delivery of deliveries) told.push(delivery);
    })();
    await vi.waitFor(() => expect(execute).toHaveBeenCalledTimes(3));
    ends.toReversed().forEach((end) => end());
    await telling;
    expect(told).toEqual(['1', '2', '3'].map((cursor) => ({ cursor, answer: { data: { told: cursor } } })));
  });

  it('are told no further to who loses the right while taking them', async () => {
    const deliveries = await deliver(
      aRun(() => Promise.resolve({ data: {} })),
      { ...listener, signal: new AbortController().signal },
    );
    const told: { cursor: string; isRefusal: boolean }[] = [];
    for await (const { cursor, answer } of deliveries) {
      told.push({ cursor, isRefusal: 'errors' in answer });
      vi.advanceTimersByTime(2_000);
      identify.mockRejectedValue(new Error('revoked'));
    }
    expect(told).toEqual([
      { cursor: '1', isRefusal: false },
      { cursor: '1', isRefusal: true },
    ]);
  });

  it('are told no further to who may other things by now, though nobody asked for long', async () => {
    const whoever = vi.fn(() => Promise.resolve(identity));
    const deliveries = await deliver(
      aRun(() => Promise.resolve({ data: {} })),
      { ...listener, identify: whoever, signal: new AbortController().signal },
    );
    const told: boolean[] = [];
    for await (const { answer } of deliveries) {
      told.push('errors' in answer);
      const actor: Actor = { kind: 'publishableKey', id: 'key_1', merchantId: 'mer_1', isTest: true };
      whoever.mockResolvedValue({ ...identity, actor });
      // It is looked at while the reader takes its time.
      await vi.advanceTimersByTimeAsync(5_000);
    }
    expect(told).toEqual([false, true]);
  });
});
