import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { aCard } from '../kit/factories.ts';
import { publicCaller } from '../kit/public-caller.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;
beforeAll(async () => {
  api = await server();
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

const CONTEXT = `query ($cardId: ID!) { claimContext(cardId: $cardId) { serverTime pageTicket claimsLeft claim { id code { value } } } }`;
const CLAIM = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { id } userErrors { code field } } }`;

const contextFor = async (openid: string, cardId: string, of = merchant): Promise<Json> =>
  (await publicCaller(api, of, openid)(CONTEXT, { cardId })).json;
const claimWith = async (openid: string, input: object): Promise<Json> =>
  (await publicCaller(api, merchant, openid)(CLAIM, { input })).json.data.cardClaim;

describe('claimContext', () => {
  it('tells a user what is left to claim, and when it is', async () => {
    const card = await aCard(merchant.ctx, { claimLimit: 2 });
    const { data } = await contextFor('ann', card.id);
    expect(data.claimContext).toEqual({
      serverTime: expect.stringMatching(/Z$/),
      pageTicket: expect.any(String),
      claimsLeft: 2,
      claim: null,
    });
  });

  it('shows the user’s own claim, and nobody else’s', async () => {
    const card = await aCard(merchant.ctx, { claimLimit: 1 });
    const claim = await claimCard(merchant.ctx, { cardId: card.id, openid: 'ann' });
    expect((await contextFor('ann', card.id)).data.claimContext).toMatchObject({
      claimsLeft: 0,
      claim: { id: claim.id },
    });
    expect((await contextFor('ben', card.id)).data.claimContext).toMatchObject({ claimsLeft: 1, claim: null });
  });

  it('knows no card of another merchant', async () => {
    const card = await aCard(other.ctx);
    expect((await contextFor('ann', card.id)).data.claimContext).toBeNull();
  });

  it('is for users only', async () => {
    const card = await aCard(merchant.ctx);
    const { json } = await api.gql(CONTEXT, { cardId: card.id }, merchant.secretKey);
    expect(json.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('a page ticket', () => {
  it('goes with the claim of its user and card', async () => {
    const card = await aCard(merchant.ctx);
    const { pageTicket } = (await contextFor('cat', card.id)).data.claimContext;
    const input = { cardId: card.id, pageTicket, idempotencyKey: 'with-ticket-1' };
    expect(await claimWith('cat', input)).toMatchObject({ claim: { id: expect.any(String) }, userErrors: [] });
  });

  it('of another user, of another card, or forged is refused', async () => {
    const [card, another] = [await aCard(merchant.ctx), await aCard(merchant.ctx)];
    const { pageTicket } = (await contextFor('dan', card.id)).data.claimContext;
    const attempts = [
      ['eve', { cardId: card.id, pageTicket }],
      ['dan', { cardId: another.id, pageTicket }],
      ['dan', { cardId: card.id, pageTicket: `${pageTicket.slice(0, -2)}AA` }],
    ] as const;
    for (const [openid, input] of attempts) {
      const { claim, userErrors } = await claimWith(openid, { ...input, idempotencyKey: 'bad-ticket-1' });
      expect([claim, userErrors]).toEqual([null, [{ code: 'INVALID_INPUT', field: ['pageTicket'] }]]);
    }
  });
});
