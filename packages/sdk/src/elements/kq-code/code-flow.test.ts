import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aClaim, aWalletCode } from '../../../test/kit/a-face.ts';
import { CardError } from '../../core/errors.ts';
import type { WalletCode } from '../../code-types.ts';
import type { Claim, Client } from '../../types.ts';
import { createCodeFlow } from './code-flow.ts';

/** A client that knows one code, and a hand on what it is told. */
function aClient(first: WalletCode | null) {
  const state = {
    code: first,
    error: null as CardError | null,
    asked: [] as unknown[],
    listener: null as ((claim: Claim) => void) | null,
    isWatched: false,
  };
  const client = {
    code: async (reference: unknown) => {
      state.asked.push(reference);
      if (state.error) throw state.error;
      return state.code;
    },
    watch: (_subject: unknown, listener: (claim: Claim) => void) => {
      Object.assign(state, { listener, isWatched: true });
      return () => Object.assign(state, { isWatched: false });
    },
  };
  // The two calls that one code needs.
  return { state, client: client as unknown as Client };
}

const reference = { cardId: 'card_1', value: '123456789012' };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { hidden: false });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('one code', () => {
  it('is asked for again when news of it differ, and by its new number', async () => {
    const { client, state } = aClient(aWalletCode());
    const flow = createCodeFlow(client, reference, () => {});
    await flow.load();
    state.listener?.(aClaim());
    expect(state.asked).toEqual([reference]);
    state.code = aWalletCode({ value: '999', status: 'CONSUMED', state: 'USED' });
    state.listener?.(aClaim({ value: '999', status: 'CONSUMED' }));
    await vi.advanceTimersByTimeAsync(1);
    expect(state.asked.at(-1)).toEqual({ cardId: 'card_1', value: '999' });
    expect(flow.facts.code?.state).toBe('USED');
    flow.stop();
    expect(state.isWatched).toBe(false);
  });

  it('that came as a gift is asked for now and then', async () => {
    const { client, state } = aClient(aWalletCode({ claim: null }));
    const flow = createCodeFlow(client, reference, () => {});
    await flow.load();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([state.asked.length, state.listener]).toEqual([2, null]);
    flow.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.asked).toHaveLength(2);
  });

  it('that came as a gift is asked for by nobody while the page is hidden', async () => {
    const { client, state } = aClient(aWalletCode({ claim: null }));
    const flow = createCodeFlow(client, reference, () => {});
    await flow.load();
    vi.stubGlobal('document', { hidden: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.asked).toHaveLength(1);
    flow.stop();
  });

  it('is what the last question brings, whichever answer comes last', async () => {
    const answers: ((code: WalletCode) => void)[] = [];
    const { client } = aClient(null);
    Object.assign(client, { code: () => new Promise((resolve) => answers.push(resolve)) });
    const flow = createCodeFlow(client, reference, () => {});
    const both = [flow.load(), flow.load()];
    answers[1]?.(aWalletCode({ state: 'USED' }));
    answers[0]?.(aWalletCode());
    await Promise.all(both);
    expect(flow.facts.code?.state).toBe('USED');
    flow.stop();
  });

  it('stays where it is when the network goes, and tells why there is none before', async () => {
    const { client, state } = aClient(aWalletCode());
    const shown = createCodeFlow(client, reference, () => {});
    await shown.load();
    state.error = new CardError('OFFLINE');
    await shown.load();
    expect(shown.facts).toMatchObject({ code: { value: '123456789012' }, error: undefined });
    const changes = vi.fn<() => void>();
    const fresh = createCodeFlow(client, reference, changes);
    await fresh.load();
    expect(fresh.facts.error?.code).toBe('OFFLINE');
    expect(changes).toHaveBeenCalledTimes(1);
    shown.stop();
  });

  it.each([
    ['its card asks for it', { needsRotatingCode: true }, {}, 1],
    ['the page wants it', {}, { isLive: true }, 1],
    ['nobody wants it', {}, {}, 0],
  ])('brings the next steps of its rotating code three minutes later where %s', async (_why, card, wanted, more) => {
    const rotating = { serverTime: '2026-12-01T00:00:00Z', steps: [] };
    const { client, state } = aClient(aWalletCode({ rotating, card: { ...aWalletCode().card, ...card } }));
    const flow = createCodeFlow(client, { ...reference, ...wanted }, () => {});
    await flow.load();
    await vi.advanceTimersByTimeAsync(179_999);
    expect(state.asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(state.asked).toHaveLength(1 + more);
    flow.stop();
  });

  it('is asked for every ten seconds while the network is away, and keeps what it has', async () => {
    const rotating = { serverTime: '2026-12-01T00:00:00Z', steps: [] };
    const { client, state } = aClient(aWalletCode({ rotating }));
    const flow = createCodeFlow(client, { ...reference, isLive: true }, () => {});
    await flow.load();
    state.error = new CardError('OFFLINE');
    await vi.advanceTimersByTimeAsync(180_000 + 25_000);
    expect(state.asked).toHaveLength(4);
    expect(flow.facts.code?.rotating).toEqual(rotating);
    state.error = null;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(state.asked).toHaveLength(5);
    flow.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(state.asked).toHaveLength(5);
  });
});
