import { describe, expect, it } from 'vitest';
import { aHost } from '../../test/kit/a-host.ts';
import { createAttempts } from '../core/attempts.ts';
import { createClock } from '../core/clock.ts';
import { CardError } from '../core/errors.ts';
import { KqCardClaim, KqCardsClaim, KqClaimContext } from '../generated/documents.ts';
import type { Graphql } from '../transport/create-urql.ts';
import type { ClaimAllItem } from '../types.ts';
import { createClaims } from './claims.ts';

type Input = { cardId: string; idempotencyKey: string; cardExt?: string; outerStr?: string; pageTicket: string };
type Call = { claims: Input[]; idempotencyKey: string };

const claimOf = ({ cardId }: Input) => ({
  claim: { id: `claim of ${cardId}`, card: { id: cardId }, replayed: false },
  userErrors: [],
});
const refusalOf = (code: string, retryable = false) => ({
  claim: null,
  userErrors: [{ code, message: 'no', field: [], retryable }],
});
type Answer = (input: Input) => object;

/** A server that answers each card as told, or with an error as a whole. */
function aServer(answer: Answer = claimOf) {
  const calls: Call[] = [];
  const single: Input[] = [];
  const server = { answer, failure: null as Error | null, noTicketFor: '', whole: [] as object[] };
  const ask = async (document: unknown, variables: { cardId: string; input: Call & Input }) => {
    const { input, cardId } = variables;
    if (document === KqClaimContext) {
      if (cardId === server.noTicketFor) throw new CardError('NETWORK', { retryable: true });
      return { data: { claimContext: { serverTime: 't', pageTicket: `ticket of ${cardId}` } }, requestId: 'r' };
    }
    if (document === KqCardClaim) {
      single.push(input);
      return { data: { cardClaim: server.answer(input) }, requestId: 'req_1' };
    }
    expect(document).toBe(KqCardsClaim);
    calls.push(input);
    if (server.failure) throw server.failure;
    const results = server.whole.length > 0 ? [] : input.claims.map((one) => server.answer(one));
    return { data: { cardsClaim: { results, userErrors: server.whole } }, requestId: 'req_1' };
  };
  // Claims ask for nothing else.
  const claims = createClaims({ ask } as unknown as Graphql, createAttempts(aHost()), createClock());
  return { claims, calls, single, server };
}
const cards = (count: number): ClaimAllItem[] =>
  Array.from({ length: count }, (_, place) => ({ cardId: `card_${place}` }));
const keysIn = (call: Call | undefined): Record<string, string> =>
  Object.fromEntries((call?.claims ?? []).map(({ cardId, idempotencyKey }) => [cardId, idempotencyKey]));

describe('claims of several cards', () => {
  it('go with one request, each with its ticket, its key and what was signed for it', async () => {
    const { claims, calls } = aServer();
    const items = [{ cardId: 'card_0', cardExt: '{"signature":"s"}' }, { cardId: 'card_1' }];
    const results = await claims.claimAll(items, { channel: 'shelf', placementToken: 'token-1' });
    expect(results).toMatchObject([
      { cardId: 'card_0', claim: { id: 'claim of card_0' }, error: null },
      { cardId: 'card_1', claim: { id: 'claim of card_1' }, error: null },
    ]);
    expect(calls).toHaveLength(1);
    const common = { outerStr: 'shelf', placementToken: 'token-1' };
    expect(calls[0]?.claims).toMatchObject([
      { ...common, cardId: 'card_0', pageTicket: 'ticket of card_0', cardExt: '{"signature":"s"}' },
      { ...common, cardId: 'card_1', pageTicket: 'ticket of card_1' },
    ]);
    expect(new Set(Object.values(keysIn(calls[0]))).size).toBe(2);
  });

  it('go ten with a request, and are answered in their order', async () => {
    const { claims, calls } = aServer();
    const results = await claims.claimAll(cards(23));
    expect(calls.map(({ claims: sent }) => sent.length)).toEqual([10, 10, 3]);
    expect(results.map(({ cardId }) => cardId)).toEqual(cards(23).map(({ cardId }) => cardId));
  });

  it('are refused one by one, with the numbers of the refusal', async () => {
    const { claims } = aServer((input) => (input.cardId === 'card_1' ? refusalOf('OUT_OF_STOCK') : claimOf(input)));
    expect(await claims.claimAll(cards(3))).toMatchObject([
      { claim: { id: 'claim of card_0' } },
      { claim: null, error: { code: 'OUT_OF_STOCK', requestId: 'req_1' } },
      { claim: { id: 'claim of card_2' } },
    ]);
  });

  it('are refused with the reason of the whole call, where there is one', async () => {
    const { claims, server } = aServer();
    server.whole = refusalOf('NOT_ALLOWED').userErrors;
    const results = await claims.claimAll(cards(2));
    expect(results.map(({ error }) => error?.code)).toEqual(['NOT_ALLOWED', 'NOT_ALLOWED']);
  });

  it('keep their keys when no answer comes, for this call and for claims of one card', async () => {
    const { claims, calls, single, server } = aServer();
    server.failure = new CardError('NETWORK', { retryable: true });
    const failed = await claims.claimAll(cards(2));
    expect(failed.map(({ error }) => error?.code)).toEqual(['NETWORK', 'NETWORK']);
    server.failure = null;
    await claims.claim('card_1');
    expect(single[0]?.idempotencyKey).toBe(keysIn(calls[0])['card_1']);
    await claims.claimAll([{ cardId: 'card_0' }]);
    expect(keysIn(calls[1])['card_0']).toBe(keysIn(calls[0])['card_0']);
  });

  it('have new keys after a definite answer, and the same after one that passes', async () => {
    const { claims, calls, server } = aServer(({ cardId }) =>
      cardId === 'card_0' ? refusalOf('IDEMPOTENCY_IN_PROGRESS', true) : refusalOf('OUT_OF_STOCK'),
    );
    await claims.claimAll(cards(2));
    server.answer = claimOf;
    await claims.claimAll(cards(2));
    const [first, second] = calls.map(keysIn);
    expect(second?.['card_0']).toBe(first?.['card_0']);
    expect(second?.['card_1']).not.toBe(first?.['card_1']);
  });

  it('leave out one whose ticket can not be had, and claim the rest', async () => {
    const { claims, calls, server } = aServer();
    server.noTicketFor = 'card_1';
    expect(await claims.claimAll(cards(3))).toMatchObject([
      { claim: { id: 'claim of card_0' } },
      { error: { code: 'NETWORK' } },
      { claim: { id: 'claim of card_2' } },
    ]);
    expect(Object.keys(keysIn(calls[0])).toSorted()).toEqual(['card_0', 'card_2']);
  });

  it('join those that are on their way, and a card that stands there twice', async () => {
    const { claims, calls, single } = aServer();
    const [alone, twice] = await Promise.all([
      claims.claim('card_0'),
      claims.claimAll([{ cardId: 'card_0' }, { cardId: 'card_1' }, { cardId: 'card_1' }]),
    ]);
    expect(twice[0]?.claim).toBe(alone);
    expect(twice[1]?.claim).toBe(twice[2]?.claim);
    expect([single.length, Object.keys(keysIn(calls[0]))]).toEqual([1, ['card_1']]);
  });

  it('are joined by a claim of one card while they wait for their request', async () => {
    const { claims, single } = aServer();
    const all = claims.claimAll(cards(11));
    const late = await claims.claim('card_10');
    expect((await all)[10]?.claim).toBe(late);
    expect(single).toEqual([]);
  });

  it('of no cards ask for nothing', async () => {
    const { claims, calls } = aServer();
    expect(await claims.claimAll([])).toEqual([]);
    expect(calls).toEqual([]);
  });
});
