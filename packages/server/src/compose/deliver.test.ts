import { GraphQLError } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Identity } from '../domain/access/index.ts';
import { deliver } from './deliver.ts';

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
