import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUserToken, registerOperations } from '../../src/domain/access/index.ts';
import { aCard } from '../kit/factories.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { solvePuzzle } from '../kit/solve-puzzle.ts';

let api: Api;
let merchant: ServedMerchant;
beforeAll(async () => {
  api = await server({ KAQUAN_TRUSTED_PROXIES: '127.0.0.1', KAQUAN_CLAIMS_PER_USER: '1' });
  merchant = await api.aMerchant({ requiresPageTicket: true });
});
afterAll(() => api.stop());

const CONTEXT = `query ($cardId: ID!) { claimContext(cardId: $cardId) { pageTicket } }`;
const CLAIM = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { id replayed } userErrors {
  code field retryable weixinCode message ... on ChallengeRequiredError { challenge } ... on ThrottledError { retryAfterMs } } } }`;
const CHALLENGE = `mutation ($input: CardClaimChallengeSetInput!) { cardClaimChallengeSet(input: $input) { card { claimChallenge } userErrors { code field } } }`;
const UPDATE = `mutation ($input: MerchantUpdateInput!) { merchantUpdate(input: $input) { merchant { requiresPageTicket claimChallenge } userErrors { code } } }`;

type Page = (document: string, variables: object) => Promise<Json>;

/** A page of the merchant, as this user opens it from this address. */
async function pageOf(openid: string, headers: Record<string, string> = {}): Promise<Page> {
  const { token } = await createUserToken(merchant.ctx, { openid });
  return async (text, variables) => {
    const [operation] = await registerOperations(merchant.ctx, { operations: [{ text }] });
    const caller = { Authorization: `Bearer ${merchant.publishableKey}`, 'X-Kaquan-User': token, ...headers };
    const body = { documentId: operation?.hash, variables };
    return (await api.post('/graphql', body, { Origin: 'http://localhost:5173', ...caller })).json.data;
  };
}

async function ticketOn(page: Page, cardId: string): Promise<string> {
  return (await page(CONTEXT, { cardId })).claimContext.pageTicket;
}
const claimOn = async (page: Page, input: object): Promise<Json> => (await page(CLAIM, { input })).cardClaim;
const asMerchant = async (document: string, input: object): Promise<Json> =>
  (await api.gql(document, { input }, merchant.secretKey)).json.data;

describe('a claim of a user', () => {
  it('needs the ticket of its page', async () => {
    const card = await aCard(merchant.ctx);
    const page = await pageOf('ann');
    const input = { cardId: card.id, idempotencyKey: 'attempt-1' };
    const { claim, userErrors } = await claimOn(page, input);
    expect([claim, userErrors]).toMatchObject([null, [{ code: 'INVALID_INPUT', field: ['pageTicket'] }]]);
    const pageTicket = await ticketOn(page, card.id);
    expect(await claimOn(page, { ...input, pageTicket })).toMatchObject({ claim: { replayed: false } });
    // Whoever repeats a claim that was made has its answer, ticket or not.
    expect(await claimOn(page, input)).toMatchObject({ claim: { replayed: true } });
  });

  it('needs a ticket no more, or again, as soon as its merchant says so', async () => {
    const card = await aCard(merchant.ctx, { claimLimit: 5 });
    const page = await pageOf('dan');
    const claim = (nth: number): Promise<Json> => claimOn(page, { cardId: card.id, idempotencyKey: `attempt-${nth}` });
    const needsTicket = { claim: null, userErrors: [{ field: ['pageTicket'] }] };
    expect(await claim(1)).toMatchObject(needsTicket);
    await asMerchant(UPDATE, { requiresPageTicket: false });
    expect(await claim(2)).toMatchObject({ claim: { replayed: false } });
    await asMerchant(UPDATE, { requiresPageTicket: true });
    expect(await claim(3)).toMatchObject(needsTicket);
  });

  it('is resumed with the same key once the challenge is passed', async () => {
    const card = await aCard(merchant.ctx);
    const set = await asMerchant(CHALLENGE, { cardId: card.id, challenge: 'ALWAYS' });
    expect(set.cardClaimChallengeSet).toEqual({ card: { claimChallenge: 'ALWAYS' }, userErrors: [] });
    const page = await pageOf('ben');
    const input = { cardId: card.id, idempotencyKey: 'attempt-1', pageTicket: await ticketOn(page, card.id) };
    const [error] = (await claimOn(page, input)).userErrors;
    expect(error).toMatchObject({ code: 'CHALLENGE_REQUIRED', field: ['challengeToken'], weixinCode: 45011 });
    const solved = { ...input, challengeToken: solvePuzzle(error.challenge) };
    expect(await claimOn(page, solved)).toMatchObject({ claim: { replayed: false } });
    const again = await claimOn(page, { ...solved, idempotencyKey: 'attempt-2' });
    expect(again.userErrors).toMatchObject([{ code: 'CHALLENGE_REQUIRED' }]);
  });

  it('waits when the user, or its device, has tried too often', async () => {
    const card = await aCard(merchant.ctx);
    const input = { cardId: card.id, idempotencyKey: 'attempt-1' };
    const page = await pageOf('cat');
    const answers = await Promise.all(Array.from({ length: 60 }, () => claimOn(page, input)));
    const refusals = answers.flatMap(({ userErrors }) => userErrors).filter(({ code }) => code === 'THROTTLED');
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals[0]).toMatchObject({ retryable: true, weixinCode: 45011, retryAfterMs: expect.any(Number) });
    const pages = await Promise.all(
      Array.from({ length: 60 }, (_, nth) => pageOf(`dan_${nth}`, { 'X-Kaquan-Device': 'phone-1' })),
    );
    const ofDevice = await Promise.all(pages.map((one) => claimOn(one, input)));
    expect(ofDevice.flatMap(({ userErrors }) => userErrors)).toContainEqual(
      expect.objectContaining({ code: 'THROTTLED' }),
    );
  });

  it('is refused for too many from one address, told by a trusted proxy, and not for others', async () => {
    const card = await aCard(merchant.ctx);
    const input = { cardId: card.id, idempotencyKey: 'attempt-1' };
    const tight = await server({ KAQUAN_TRUSTED_PROXIES: '127.0.0.1', KAQUAN_CLAIMS_PER_ADDRESS: '1' });
    const from = async (ip: string, nth: number): Promise<string[]> => {
      const { token } = await createUserToken(merchant.ctx, { openid: `eve_${nth}` });
      const [operation] = await registerOperations(merchant.ctx, { operations: [{ text: CLAIM }] });
      const { json } = await tight.post(
        '/graphql',
        { documentId: operation?.hash, variables: { input } },
        {
          Authorization: `Bearer ${merchant.publishableKey}`,
          Origin: 'http://localhost:5173',
          'X-Kaquan-User': token,
          'X-Forwarded-For': ip,
        },
      );
      return json.data.cardClaim.userErrors.map(({ code }: Json) => code);
    };
    try {
      const crowd = await Promise.all(Array.from({ length: 20 }, (_, nth) => from('203.0.113.9', nth)));
      expect(crowd.flat()).toContain('THROTTLED');
      expect(await from('203.0.113.10', 99)).toEqual(['INVALID_INPUT']);
    } finally {
      await tight.stop();
    }
  });
});

describe('what claims have to bring', () => {
  it('is set by who may hand out keys', async () => {
    const one = await api.aMerchant();
    const update = async (input: object, key: string): Promise<Json> => (await api.gql(UPDATE, { input }, key)).json;
    const set = await update({ requiresPageTicket: true, claimChallenge: 'WHEN_BUSY' }, one.secretKey);
    const merchantNow = { requiresPageTicket: true, claimChallenge: 'WHEN_BUSY' };
    expect(set.data.merchantUpdate).toEqual({ merchant: merchantNow, userErrors: [] });
    expect((await update({ requiresPageTicket: false }, one.reportKey)).errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('is the merchant’s own', async () => {
    const other = await api.aMerchant();
    const card = await aCard(other.ctx);
    const { cardClaimChallengeSet } = await asMerchant(CHALLENGE, { cardId: card.id, challenge: 'ALWAYS' });
    expect(cardClaimChallengeSet).toEqual({ card: null, userErrors: [{ code: 'NOT_FOUND', field: ['cardId'] }] });
  });
});
