import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCard, leftOf } from '../kit/factories.ts';
import { publicCaller } from '../kit/public-caller.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;
let keys = 0;

beforeAll(async () => {
  api = await server();
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

const CLAIMS = `mutation ($input: CardsClaimInput!) {
  cardsClaim(input: $input) {
    results {
      claim { id openid outerStr replayed code { value status } card { id stock { left } } }
      userErrors { __typename code field ... on OutOfStockError { left } ... on ClaimLimitReachedError { claim { id } } }
    }
    userErrors { code field message }
  }
}`;
const CLAIM = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { id replayed } userErrors { code } } }`;

const aKey = (): string => `claims-key-${(keys += 1)}`;
const inputOf = (claims: readonly object[], changes: object = {}) => ({
  input: { claims, openid: 'ann', idempotencyKey: aKey(), ...changes },
});
const claims = async (of: readonly object[], changes: object = {}, caller = merchant.secretKey): Promise<Json> => {
  const { json } = await api.gql(CLAIMS, inputOf(of, changes), caller);
  expect(json.errors).toBeUndefined();
  return json.data.cardsClaim;
};
const refusal = async (of: readonly object[], changes: object = {}, caller = merchant.secretKey): Promise<Json> => {
  const { results, userErrors } = await claims(of, changes, caller);
  expect(results).toEqual([]);
  return userErrors[0];
};
const someCards = (count: number, wish: object = {}): Promise<{ id: string }[]> =>
  Promise.all(Array.from({ length: count }, () => aCard(merchant.ctx, wish)));
const claimsOf = (cards: readonly { id: string }[]): { cardId: string }[] => cards.map(({ id }) => ({ cardId: id }));

describe('cardsClaim', () => {
  it('claims ten cards, and answers for each in its place', async () => {
    const cards = await someCards(10);
    const { results, userErrors } = await claims(claimsOf(cards).map((one) => ({ ...one, outerStr: 'shelf' })));
    expect(userErrors).toEqual([]);
    expect(results).toEqual(
      cards.map(({ id }) => ({
        userErrors: [],
        claim: {
          id: expect.stringMatching(/^claim_/),
          openid: 'ann',
          outerStr: 'shelf',
          replayed: false,
          code: { value: expect.stringMatching(/^\d{12}$/), status: 'NORMAL' },
          card: { id, stock: { left: 9 } },
        },
      })),
    );
  });

  it('keeps what was claimed when others are refused, and says why', async () => {
    const [first, limited, last] = await someCards(3, { claimLimit: 1 });
    const empty = await aCard(merchant.ctx, { quantity: 0 });
    const foreign = await aCard(other.ctx);
    const held = (await claims([{ cardId: limited?.id }])).results[0].claim;
    const { results, userErrors } = await claims([
      { cardId: first?.id },
      { cardId: empty.id },
      { cardId: limited?.id },
      { cardId: foreign.id },
      { cardId: last?.id, outerStr: 'x'.repeat(129) },
      { cardId: last?.id },
    ]);
    expect(userErrors).toEqual([]);
    expect(results).toMatchObject([
      { claim: { card: { id: first?.id } }, userErrors: [] },
      { claim: null, userErrors: [{ code: 'OUT_OF_STOCK', left: 0 }] },
      { claim: null, userErrors: [{ code: 'CLAIM_LIMIT_REACHED', claim: { id: held.id } }] },
      { claim: null, userErrors: [{ code: 'NOT_FOUND', field: ['claims', '3', 'cardId'] }] },
      { claim: null, userErrors: [{ code: 'INVALID_INPUT', field: ['claims', '4', 'outerStr'] }] },
      { claim: { card: { id: last?.id } }, userErrors: [] },
    ]);
  });

  it('takes two claims of one card for two, up to its limit', async () => {
    const card = await aCard(merchant.ctx, { claimLimit: 2 });
    const { results } = await claims(claimsOf([card, card, card]));
    expect(results).toMatchObject([
      { claim: { id: expect.any(String) } },
      { claim: { id: expect.any(String) } },
      { claim: null, userErrors: [{ code: 'CLAIM_LIMIT_REACHED' }] },
    ]);
    expect(results[0].claim.id).not.toBe(results[1].claim.id);
    expect(await leftOf(merchant.ctx, card.id)).toBe(8);
  });

  it('repeats each claim for the same key, and tries again what was refused', async () => {
    const [card] = await someCards(1, { claimLimit: 3 });
    const empty = await aCard(merchant.ctx, { quantity: 0 });
    const wish = [{ cardId: card?.id }, { cardId: empty.id }];
    const idempotencyKey = aKey();
    const first = await claims(wish, { idempotencyKey });
    const second = await claims(wish, { idempotencyKey });
    expect(second.results[0].claim).toMatchObject({ id: first.results[0].claim.id, replayed: true });
    expect(second.results[1].userErrors).toMatchObject([{ code: 'OUT_OF_STOCK' }]);
    expect(await leftOf(merchant.ctx, card?.id ?? '')).toBe(9);
    const moved = await claims([{ cardId: empty.id }, { cardId: card?.id }], { idempotencyKey });
    expect(moved.results).toMatchObject([
      { userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] }] },
      { claim: { replayed: false } },
    ]);
  });

  it('answers twice the same to a call that is sent twice at once', async () => {
    const cards = await someCards(3, { claimLimit: 5 });
    const idempotencyKey = aKey();
    const both = await Promise.all([1, 2].map(() => claims(claimsOf(cards), { idempotencyKey })));
    const [ids, others] = both.map(({ results }) => results.map(({ claim }: Json) => claim.id));
    expect(ids).toEqual(others);
    expect(await Promise.all(cards.map(({ id }) => leftOf(merchant.ctx, id)))).toEqual([9, 9, 9]);
  });

  it('knows a claim by a key of its own, in another list and in cardClaim', async () => {
    const [one, two] = await someCards(2, { claimLimit: 5 });
    const [key, second] = [aKey(), aKey()];
    const { json } = await api.gql(
      CLAIM,
      { input: { cardId: one?.id, openid: 'ann', idempotencyKey: key } },
      merchant.secretKey,
    );
    const { results } = await claims([
      { cardId: two?.id, idempotencyKey: second },
      { cardId: one?.id, idempotencyKey: key },
    ]);
    expect(results).toMatchObject([
      { claim: { replayed: false } },
      { claim: { id: json.data.cardClaim.claim.id, replayed: true } },
    ]);
    const reused = await claims([{ cardId: one?.id, idempotencyKey: second }]);
    expect(reused.results[0].userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED', field: ['claims', '0', 'idempotencyKey'] },
    ]);
  });

  it.each<[string, number, object, string]>([
    ['no claim', 0, {}, 'claims'],
    ['eleven claims', 11, {}, 'claims'],
    ['a short key', 1, { idempotencyKey: 'short' }, 'idempotencyKey'],
    ['no user', 1, { openid: null }, 'openid'],
    ['a user who is none', 1, { openid: 'a b' }, 'openid'],
  ])('refuses %s as a whole', async (_what, count, changes, field) => {
    const card = await aCard(merchant.ctx);
    const wish = Array.from({ length: count }, () => ({ cardId: card.id }));
    expect(await refusal(wish, changes)).toMatchObject({ code: 'INVALID_INPUT', field: [field] });
    expect(await leftOf(merchant.ctx, card.id)).toBe(10);
  });

  it('needs the scope claims:write', async () => {
    const { json } = await api.gql(CLAIMS, inputOf([{ cardId: 'card_x' }]), merchant.reportKey);
    expect(json.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('costs as much as its claims', async () => {
    const costOf = async (count: number): Promise<number> => {
      const wish = Array.from({ length: count }, () => ({ cardId: 'card_x' }));
      return (await api.gql(CLAIMS, inputOf(wish), merchant.secretKey)).json.extensions.cost.requested;
    };
    const [one, ten] = [await costOf(1), await costOf(10)];
    expect(ten).toBeGreaterThan(9 * (one - 2));
    expect(ten).toBeLessThanOrEqual(10 * one);
  });
});

describe('cardsClaim of a user', () => {
  const own = (openid?: string) => publicCaller(api, merchant, openid);
  const ofPage = (of: readonly object[], changes: object = {}) => inputOf(of, { openid: undefined, ...changes });

  it('reads the openid from the token, and takes the ticket of each card', async () => {
    const cards = await someCards(2);
    const ticketOf = async (cardId: string): Promise<string> => {
      const { json } = await own('carol')('query ($cardId: ID!) { claimContext(cardId: $cardId) { pageTicket } }', {
        cardId,
      });
      return json.data.claimContext.pageTicket;
    };
    const [one, two] = await Promise.all(cards.map(({ id }) => ticketOf(id)));
    const wish = cards.map(({ id }, place) => ({ cardId: id, pageTicket: [one, two][place] }));
    const { json } = await own('carol')(CLAIMS, ofPage(wish));
    expect(json.data.cardsClaim.results).toMatchObject([
      { claim: { openid: 'carol', code: { status: 'NORMAL' } } },
      { claim: { openid: 'carol', code: { status: 'NORMAL' } } },
    ]);
    const swapped = cards.map(({ id }, place) => ({ cardId: id, pageTicket: [two, one][place] }));
    const refused = (await own('carol')(CLAIMS, ofPage(swapped))).json.data.cardsClaim.results;
    expect(refused).toMatchObject([
      { claim: null, userErrors: [{ field: ['claims', '0', 'pageTicket'] }] },
      { claim: null, userErrors: [{ field: ['claims', '1', 'pageTicket'] }] },
    ]);
  });

  it('refuses an openid beside the token as a whole, and a code of one claim', async () => {
    const [card] = await someCards(1);
    const named = await own('carol')(CLAIMS, ofPage([{ cardId: card?.id }], { openid: 'dora' }));
    expect(named.json.data.cardsClaim).toMatchObject({ results: [], userErrors: [{ field: ['openid'] }] });
    const coded = await own('carol')(CLAIMS, ofPage([{ cardId: card?.id, code: '123' }, { cardId: card?.id }]));
    expect(coded.json.data.cardsClaim.results).toMatchObject([
      { claim: null, userErrors: [{ code: 'NOT_ALLOWED', field: ['claims', '0', 'code'] }] },
      { claim: { openid: 'carol' } },
    ]);
  });

  it('is forbidden without the token', async () => {
    const { json } = await own()(CLAIMS, inputOf([{ cardId: 'card_x' }]));
    expect(json.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});
