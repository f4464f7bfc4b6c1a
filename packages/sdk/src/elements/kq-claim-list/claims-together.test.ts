import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aClaim } from '../../../test/kit/a-face.ts';
import { CardError } from '../../core/errors.ts';
import type { ClaimAllItem, ClaimResult, Client } from '../../types.ts';
import { createClaimsTogether } from './claims-together.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const resultOf = (cardId: string): ClaimResult => ({ ...aClaim({}, `claim of ${cardId}`), replayed: false });

function aPage({ isOld = false, contexts = new Map<string, Promise<null>>() } = {}) {
  const sent: unknown[] = [];
  const all = async (items: readonly ClaimAllItem[], options: unknown): Promise<object[]> => {
    sent.push([items.map(({ cardId }) => cardId), options]);
    return items.map(({ cardId }) =>
      cardId === 'gone'
        ? { cardId, claim: null, error: new CardError('OUT_OF_STOCK') }
        : { cardId, claim: resultOf(cardId), error: null },
    );
  };
  const client = {
    claim: async (cardId: string) => {
      sent.push(cardId);
      return resultOf(cardId);
    },
    claimContext: (cardId: string) => contexts.get(cardId) ?? Promise.resolve(null),
    ...(isOld ? {} : { claimAll: all }),
  };
  const heard: string[] = [];
  // Rows of a list call nothing else here.
  const together = createClaimsTogether(client as unknown as Client, () => heard.push('told'));
  const row = (cardId: string, after?: Promise<unknown>) => async (): Promise<void> => {
    await after;
    const { id } = await together.client.claim(cardId, { channel: 'shelf' }).catch(({ code }) => ({ id: code }));
    heard.push(id);
  };
  return { together, sent, row, heard };
}

describe('rows', () => {
  it('that are claimed at once go with one request, and each hears its own answer', async () => {
    const { together, sent, row, heard } = aPage();
    await together.gather([row('a'), row('gone'), row('b', Promise.resolve())]);
    expect(sent).toEqual([[['a', 'gone', 'b'], { channel: 'shelf' }]]);
    expect(heard).toEqual(['claim of a', 'OUT_OF_STOCK', 'claim of b']);
  });

  it('go ten with a request, and hear as soon as theirs is answered', async () => {
    const { together, sent, row } = aPage();
    await together.gather(Array.from({ length: 12 }, (_, place) => row(`card_${place}`)));
    expect(sent).toMatchObject([
      [Array.from({ length: 10 }, (_, place) => `card_${place}`), {}],
      [['card_10', 'card_11'], {}],
    ]);
  });

  it('that want nothing in the end hold up nobody', async () => {
    const { together, sent, row } = aPage();
    await together.gather([row('a'), async () => {}]);
    expect(sent).toEqual([[['a'], { channel: 'shelf' }]]);
  });

  it('that come late claim alone', async () => {
    const { together, sent, row } = aPage();
    const later = new Promise((resolve) => setTimeout(resolve, 5_000));
    const all = together.gather([row('a'), row('late', later)]);
    await vi.advanceTimersByTimeAsync(5_000);
    await all;
    expect(sent).toEqual([[['a'], { channel: 'shelf' }], 'late']);
  });

  it('claim alone when they are tapped alone', async () => {
    const { sent, row } = aPage();
    await row('a')();
    expect(sent).toEqual(['a']);
  });

  it('claim one by one with a client that knows no more', async () => {
    const { together, sent, row } = aPage({ isOld: true });
    await together.gather([row('a'), row('b')]);
    expect(sent).toEqual(['a', 'b']);
  });

  it('tell when the server knows their user', async () => {
    const { together, heard } = aPage();
    expect(together.isKnown()).toBe(false);
    await together.client.claimContext('a');
    expect([together.isKnown(), heard]).toEqual([true, ['told']]);
  });

  it('tell when none of them asks any more, also who failed', async () => {
    const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    const contexts = new Map([
      ['a', later(0).then(() => null)],
      ['b', later(5_000).then(() => Promise.reject(new CardError('NETWORK')))],
      ['c', later(9_000).then(() => null)],
    ]);
    const { together, heard } = aPage({ contexts });
    const all = Promise.allSettled([...contexts.keys()].map((id) => together.client.claimContext(id)));
    for (const [ms, isKnown, isAsking, told] of [
      [0, true, true, 1],
      [8_000, true, true, 2],
      [1_000, true, false, 3],
    ] as const) {
      await vi.advanceTimersByTimeAsync(ms);
      expect([together.isKnown(), together.isAsking(), heard.length]).toEqual([isKnown, isAsking, told]);
    }
    await all;
  });
});
