import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aHost } from '../../test/kit/a-host.ts';
import type { Graphql } from '../transport/create-urql.ts';
import type { CodeStatus } from '../code-types.ts';
import type { Claim } from '../types.ts';
import { CardError } from '../core/errors.ts';
import { createLive } from './live.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

const aClaim = (id: string, status: CodeStatus = 'NORMAL'): Claim => ({
  id,
  claimedAt: 't',
  card: { id: 'card_1' },
  code: { value: '1', status, validFrom: 't', validUntil: 't' },
});

type Listener = { onOpen: () => void; onCut: (reason?: CardError) => void; onData: (data: object) => void };
type Place = { after: string | null; cardIds: string[] };
type Stream = Listener & Place & { isPublic?: true; isOpen: boolean };

/** A server with streams that the test opens, and claims that it changes. */
function aServer() {
  const streams: Stream[] = [];
  const claims = new Map<string, Claim>();
  const host = aHost();
  const find = vi.fn(async (id: string) => claims.get(id) ?? null);
  const listen = (_document: unknown, place: Place, listener: Listener) => {
    const stream = { ...listener, ...place, isOpen: true };
    streams.push(stream);
    return () => {
      stream.isOpen = false;
    };
  };
  // Streams are all that live needs of GraphQL.
  const live = createLive({ listen } as unknown as Graphql, host, find);
  const heard: string[] = [];
  return {
    live,
    host,
    streams,
    find,
    heard,
    has: (claim: Claim) => void claims.set(claim.id, claim),
    watch: async (id: string) => {
      const stop = live.watch(id, ({ code }) => heard.push(`${id} ${code.status}`));
      await pass(0);
      return stop;
    },
    last: (): Stream => {
      const stream = streams.at(-1);
      if (!stream) throw new Error('No stream');
      return stream;
    },
    open: () => streams.filter(({ isOpen }) => isOpen).length,
  };
}

describe('what is watched', () => {
  it('is told as it stands, once the stream listens', async () => {
    const { watch, has, last, heard } = aServer();
    has(aClaim('claim_1'));
    await watch('claim_1');
    last().onOpen();
    await pass(0);
    expect(heard).toEqual(['claim_1 NORMAL']);
  });

  it('is told when it changes, and only then', async () => {
    const { watch, last, heard } = aServer();
    await watch('claim_1');
    for (const status of ['NORMAL', 'NORMAL', 'CONSUMED'] as const) {
      last().onData({ mine: { cursor: 'c', claim: aClaim('claim_1', status) } });
    }
    last().onData({ mine: { cursor: 'c', claim: aClaim('claim_2') } });
    expect(heard).toEqual(['claim_1 NORMAL', 'claim_1 CONSUMED']);
  });

  it('shares one stream, which ends with the last', async () => {
    const { watch, open } = aServer();
    const [offOne, offTwo] = [await watch('claim_1'), await watch('claim_2')];
    expect(open()).toBe(1);
    offOne();
    await pass(0);
    expect(open()).toBe(1);
    offTwo();
    await pass(0);
    expect(open()).toBe(0);
  });
});

describe('what is watched later', () => {
  it('is asked for once, however many come before the stream listens', async () => {
    const { watch, last, find } = aServer();
    for (const id of ['claim_1', 'claim_2', 'claim_3']) await watch(id);
    expect(find).not.toHaveBeenCalled();
    last().onOpen();
    expect(find.mock.calls).toEqual([['claim_1'], ['claim_2'], ['claim_3']]);
  });

  it('is not asked for while the stream listens', async () => {
    const { watch, last, find, streams, heard } = aServer();
    await watch('claim_1');
    last().onOpen();
    find.mockClear();
    await watch('claim_2');
    await pass(60_000);
    expect([find.mock.calls, streams.length]).toEqual([[], 1]);
    last().onData({ mine: { cursor: 'c', claim: aClaim('claim_2', 'CONSUMED') } });
    expect(heard).toEqual(['claim_2 CONSUMED']);
  });

  it('hears what the stream said before', async () => {
    const { watch, last, heard } = aServer();
    await watch('claim_1');
    last().onOpen();
    for (const status of ['NORMAL', 'CONSUMED'] as const)
      last().onData({ mine: { cursor: 'c', claim: aClaim('claim_2', status) } });
    await watch('claim_2');
    expect(heard).toEqual(['claim_2 CONSUMED']);
  });

  it('hears nothing that may have changed in a cut, and all are asked for after it', async () => {
    const { watch, last, find, heard } = aServer();
    await watch('claim_1');
    last().onOpen();
    last().onData({ mine: { cursor: 'c', claim: aClaim('claim_2') } });
    last().onCut();
    await watch('claim_2');
    expect(heard).toEqual([]);
    find.mockClear();
    last().onOpen();
    expect(find.mock.calls).toEqual([['claim_1'], ['claim_2']]);
  });
});

describe('what is left of a card', () => {
  it('is told in one stream for all cards, which asks for no user', async () => {
    const { live, streams, last } = aServer();
    const left: string[] = [];
    for (const id of ['card_1', 'card_2']) live.watchStock(id, (stock) => left.push(`${id} ${stock.left}`));
    await pass(0);
    expect(streams).toHaveLength(1);
    expect(last()).toMatchObject({ cardIds: ['card_1', 'card_2'], isPublic: true });
    last().onData({ mine: { cursor: 'c', cardId: 'card_2', stock: { left: 3 } } });
    expect(left).toEqual(['card_2 3']);
  });

  it('comes with the claims of the user, once there is one', async () => {
    const { live, watch, last, open, heard } = aServer();
    const left: number[] = [];
    live.watchStock('card_1', (stock) => left.push(stock.left));
    await pass(0);
    last().onData({ mine: { cursor: 'of stock', cardId: 'card_1', stock: { left: 3 } } });
    await watch('claim_1');
    expect(open()).toBe(1);
    expect(last()).toMatchObject({ cardIds: ['card_1'], after: null });
    expect(last().isPublic).toBeUndefined();
    last().onData({ mine: { cursor: 'own', claim: aClaim('claim_1'), cardId: 'card_1', stock: { left: 2 } } });
    expect([heard, left]).toEqual([['claim_1 NORMAL'], [3, 2]]);
  });

  it('is not taken for news of the next stream', async () => {
    const { live, last, streams } = aServer();
    live.watchStock('card_1', () => {});
    await pass(0);
    const stock = last();
    live.watch('claim_1', () => {});
    expect(stock.isOpen).toBe(false);
    await pass(0);
    expect([streams.length, last().after]).toEqual([2, null]);
  });

  it('is not followed any more when nobody shows it', async () => {
    const { live, open } = aServer();
    const stop = live.watchStock('card_1', () => {});
    await pass(0);
    stop();
    await pass(0);
    expect(open()).toBe(0);
  });
});

describe('a page', () => {
  it('that is hidden has no stream, and goes on where it was when it is shown', async () => {
    const { watch, host, open, last } = aServer();
    await watch('claim_1');
    last().onData({ mine: { cursor: 'c7', claim: aClaim('claim_1') } });
    host.isVisibleNow = false;
    host.changes();
    expect(open()).toBe(0);
    host.isVisibleNow = true;
    host.changes();
    expect(open()).toBe(1);
    expect(last().after).toBe('c7');
  });

  it('does not come back with a place that the server refused', async () => {
    const { watch, host, last } = aServer();
    await watch('claim_1');
    last().onData({ mine: { cursor: 'c7', claim: aClaim('claim_1') } });
    last().onCut(new CardError('CURSOR_EXPIRED'));
    host.changes();
    expect(last().after).toBeNull();
  });

  it('that comes back asks how things stand', async () => {
    const { watch, host, has, last, heard } = aServer();
    await watch('claim_1');
    has(aClaim('claim_1', 'CONSUMED'));
    host.changes();
    last().onOpen();
    await pass(0);
    expect(heard).toEqual(['claim_1 CONSUMED']);
  });
});

describe('where no stream comes through', () => {
  it('asks after 2, 4, 8 and then every 10 seconds', async () => {
    const { watch, find } = aServer();
    await watch('claim_1');
    await pass(2_000);
    expect(find).toHaveBeenCalledTimes(1);
    await pass(4_000);
    expect(find).toHaveBeenCalledTimes(2);
    await pass(8_000);
    expect(find).toHaveBeenCalledTimes(3);
    await pass(30_000);
    expect(find).toHaveBeenCalledTimes(6);
  });

  it('asks no more once one does', async () => {
    const { watch, find, last } = aServer();
    await watch('claim_1');
    last().onOpen();
    await pass(60_000);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('asks again when it is cut', async () => {
    const { watch, find, last } = aServer();
    await watch('claim_1');
    last().onOpen();
    last().onCut();
    await pass(2_000);
    expect(find).toHaveBeenCalledTimes(2);
  });

  it('survives answers that fail', async () => {
    const { watch, find, has, heard } = aServer();
    find.mockRejectedValueOnce(new Error('no'));
    has(aClaim('claim_1'));
    await watch('claim_1');
    await pass(6_000);
    expect(heard).toEqual(['claim_1 NORMAL']);
  });

  it('asks nothing after it was disposed of', async () => {
    const { watch, find, live, host, open } = aServer();
    await watch('claim_1');
    live.dispose();
    host.changes();
    await pass(60_000);
    expect(open()).toBe(0);
    expect(find).not.toHaveBeenCalled();
  });
});
