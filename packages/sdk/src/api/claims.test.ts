import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aHost } from '../../test/kit/a-host.ts';
import { createAttempts } from '../core/attempts.ts';
import { createClock } from '../core/clock.ts';
import { CardError } from '../core/errors.ts';
import { KqCardClaim, KqClaimContext } from '../generated/documents.ts';
import type { Graphql } from '../transport/create-urql.ts';
import { createClaims } from './claims.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const CLAIM = {
  id: 'claim_1',
  claimedAt: 't',
  card: { id: 'card_1' },
  code: { value: '1', status: 'NORMAL', validFrom: 't', validUntil: 't' },
};
type Input = { idempotencyKey: string; outerStr?: string; pageTicket: string | null; cardId: string };

/** A server whose answers to claims are given one after the other. */
function aServer(...answers: (object | Error)[]) {
  const inputs: Input[] = [];
  let tickets = 0;
  const ask = async (document: unknown, variables: { input: Input }) => {
    if (document === KqClaimContext) {
      tickets += 1;
      const claimContext = {
        serverTime: new Date(5_000_000).toISOString(),
        pageTicket: `ticket-${tickets}`,
        claimsLeft: 1,
        claim: null,
      };
      return { data: { claimContext }, requestId: 'r' };
    }
    expect(document).toBe(KqCardClaim);
    inputs.push(variables.input);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return { data: { cardClaim: { claim: null, userErrors: [], ...answer } }, requestId: 'req_1' };
  };
  const host = aHost();
  const clock = createClock();
  // Claims ask for nothing else.
  const claims = createClaims({ ask } as unknown as Graphql, createAttempts(host), clock);
  return { claims, inputs, clock, contexts: () => tickets };
}
const done = { claim: { ...CLAIM, replayed: false } };
const refused = (code: string, more: object = {}): object => ({
  userErrors: [{ __typename: 'X', code, message: 'no', field: ['cardId'], retryable: false, ...more }],
});

describe('a claim', () => {
  it('carries card, channel, ticket and a key', async () => {
    const { claims, inputs } = aServer(done);
    await expect(claims.claim('card_1', { channel: 'poster' })).resolves.toMatchObject({
      id: 'claim_1',
      replayed: false,
    });
    expect(inputs).toEqual([{ cardId: 'card_1', outerStr: 'poster', pageTicket: 'ticket-1', idempotencyKey: 'key-1' }]);
  });

  it('carries what was signed for it, and the placement that led to it', async () => {
    const { claims, inputs } = aServer(done);
    await claims.claim('card_1', { cardExt: '{"signature":"s"}', placementToken: 'token-1' });
    expect(inputs[0]).toMatchObject({ cardExt: '{"signature":"s"}', placementToken: 'token-1' });
  });

  it('takes a key of the page, and keeps none of its own', async () => {
    const { claims, inputs } = aServer(done);
    await claims.claim('card_1', { idempotencyKey: 'mine-1234' });
    expect(inputs[0]).toMatchObject({ idempotencyKey: 'mine-1234' });
  });

  it('that runs already is joined', async () => {
    const { claims, inputs } = aServer(done);
    const [first, second] = await Promise.all([claims.claim('card_1'), claims.claim('card_1')]);
    expect(first).toBe(second);
    expect(inputs).toHaveLength(1);
  });

  it('has a new key after a definite answer', async () => {
    const { claims, inputs } = aServer(done, refused('OUT_OF_STOCK'), done);
    await claims.claim('card_1');
    await claims.claim('card_1').catch(() => {});
    await claims.claim('card_1');
    expect(inputs.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['key-1', 'key-2', 'key-3']);
  });

  it.each([
    ['no answer', new CardError('NETWORK', { retryable: true })],
    ['a refusal that passes', refused('IDEMPOTENCY_IN_PROGRESS', { retryable: true })],
  ])('keeps its key after %s', async (_name, answer) => {
    const { claims, inputs } = aServer(answer, done);
    await expect(claims.claim('card_1')).rejects.toBeInstanceOf(CardError);
    await claims.claim('card_1');
    expect(inputs.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['key-1', 'key-1']);
  });

  it('is refused with the numbers of the refusal', async () => {
    const { claims } = aServer(refused('CLAIM_LIMIT_REACHED', { limit: 1, used: 1, claim: CLAIM }));
    await expect(claims.claim('card_1')).rejects.toMatchObject({
      code: 'CLAIM_LIMIT_REACHED',
      message: 'no',
      requestId: 'req_1',
      fields: { limit: 1, used: 1, claim: CLAIM, field: ['cardId'] },
    });
  });
});

describe('what the server wants beside a claim', () => {
  const challenged = refused('CHALLENGE_REQUIRED', { challenge: '{"kind":"X"}', field: ['challengeToken'] });

  it('is brought by who passes challenges, under the same key', async () => {
    const { claims, inputs } = aServer(challenged, done);
    const passed: string[] = [];
    const onChallenge = async (challenge: string) => {
      passed.push(challenge);
      return 'token-1';
    };
    await expect(claims.claim('card_1', { onChallenge })).resolves.toMatchObject({ id: 'claim_1' });
    expect(passed).toEqual(['{"kind":"X"}']);
    expect(inputs).toMatchObject([{ idempotencyKey: 'key-1' }, { idempotencyKey: 'key-1', challengeToken: 'token-1' }]);
  });

  it('is asked three times at most', async () => {
    const { claims, inputs } = aServer(challenged, challenged, challenged, challenged, challenged);
    const claim = claims.claim('card_1', { onChallenge: () => 'wrong' });
    await expect(claim).rejects.toMatchObject({ code: 'CHALLENGE_REQUIRED' });
    expect(inputs).toHaveLength(4);
  });

  it('is told to the page where nobody passes it', async () => {
    const { claims } = aServer(challenged);
    await expect(claims.claim('card_1', { onChallenge: () => undefined })).rejects.toMatchObject({
      code: 'CHALLENGE_REQUIRED',
      fields: { challenge: '{"kind":"X"}' },
    });
  });

  it('is a ticket that is good: a refused one is fetched anew', async () => {
    const { claims, inputs } = aServer(refused('INVALID_INPUT', { field: ['pageTicket'] }), done);
    await expect(claims.claim('card_1')).resolves.toMatchObject({ id: 'claim_1' });
    expect(inputs).toMatchObject([
      { idempotencyKey: 'key-1', pageTicket: 'ticket-1' },
      { idempotencyKey: 'key-1', pageTicket: 'ticket-2' },
    ]);
  });
});

describe('the ticket of a page', () => {
  it('is fetched once and used for four minutes', async () => {
    const { claims, inputs, contexts } = aServer(done, done, done);
    await claims.claimContext('card_1');
    await claims.claim('card_1');
    vi.advanceTimersByTime(239_000);
    await claims.claim('card_1');
    expect(contexts()).toBe(1);
    vi.advanceTimersByTime(2_000);
    await claims.claim('card_1');
    expect(inputs.map(({ pageTicket }) => pageTicket)).toEqual(['ticket-1', 'ticket-1', 'ticket-2']);
  });

  it('brings the time of the server', async () => {
    const { claims, clock } = aServer();
    await claims.claimContext('card_1');
    expect(clock.now()).toBe(5_000_000);
  });
});
