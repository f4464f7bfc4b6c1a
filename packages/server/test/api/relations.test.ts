import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../src/domain/access/index.ts';
import type { Scope } from '../../src/domain/kit/actor.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import { aCard, aCode, aStore } from '../kit/factories.ts';
import { publicCaller } from '../kit/public-caller.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
let keys = 0;
const aKey = (): string => `relation-key-${(keys += 1)}`;

beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
  const store = await aStore(merchant.ctx);
  const { code } = await aCode(merchant.ctx, { usesAllStores: true });
  await redeemCode(merchant.ctx, { value: code.value, storeId: store.id });
});
afterAll(() => api.stop());

const keyWith = async (...scopes: Scope[]): Promise<string> =>
  (await createKey(merchant.ctx, { kind: 'SECRET', name: 'narrow', isTest: true, scopes })).secret;
const run = async (document: string, caller: string, variables: object = {}): Promise<Json> =>
  (await api.gql(document, variables, caller)).json;
const forbidden = { errors: [{ extensions: { code: 'FORBIDDEN' } }] };

const RELATIONS: readonly [Scope, string, Scope][] = [
  ['claims:read', 'claims { nodes { code { value } } }', 'codes:read'],
  ['claims:read', 'claims { nodes { card { stock { left } } } }', 'cards:read'],
  ['codes:read', 'codes { nodes { card { title } } }', 'cards:read'],
  ['codes:read', 'codes { nodes { claim { openid } } }', 'claims:read'],
  ['codes:read', 'codes { nodes { redemptions { id } } }', 'redemptions:read'],
  ['redemptions:read', 'redemptions { nodes { card { title } } }', 'cards:read'],
  ['redemptions:read', 'redemptions { nodes { code { value } } }', 'codes:read'],
  ['redemptions:read', 'redemptions { nodes { store { name } } }', 'stores:read'],
];

describe('a key for certain rows', () => {
  it.each(RELATIONS)('with %s alone can’t follow %s, which asks for %s', async (own, selection, other) => {
    expect(await run(`{ ${selection} }`, await keyWith(own))).toMatchObject(forbidden);
    const both = await run(`{ ${selection} }`, await keyWith(own, other));
    expect(both.errors).toBeUndefined();
  });

  it('can’t follow a relation of an object that it reads by id', async () => {
    const { claim } = await aCode(merchant.ctx);
    const document = 'query ($id: ID!) { node(id: $id) { ... on Claim { code { value } } } }';
    expect(await run(document, await keyWith('claims:read'), { id: claim.id })).toMatchObject(forbidden);
  });
});

describe('the answer of a write', () => {
  const CLAIM = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) {
    claim { code { value } card { title } } userErrors { ... on ClaimLimitReachedError { claim { code { value } card { title } } } } } }`;

  it('of a claim shows code and card to a key that may only claim, a refusal too', async () => {
    const secret = await keyWith('claims:write');
    const card = await aCard(merchant.ctx, { claimLimit: 1 });
    const claim = () => run(CLAIM, secret, { input: { cardId: card.id, openid: 'ann', idempotencyKey: aKey() } });
    const shown = { code: { value: expect.stringMatching(/^\d{12}$/) }, card: { title: card.title } };
    expect((await claim()).data.cardClaim).toEqual({ claim: shown, userErrors: [] });
    expect((await claim()).data.cardClaim).toEqual({ claim: null, userErrors: [{ claim: shown }] });
  });

  it('of a redemption shows code, card and store to a key that may only redeem', async () => {
    const [{ code, card }, store] = [await aCode(merchant.ctx, { usesAllStores: true }), await aStore(merchant.ctx)];
    const document = `mutation ($input: CodeRedeemInput!) { codeRedeem(input: $input) {
      redemption { code { value status } card { title } store { id } } userErrors { code } } }`;
    const input = { value: code.value, storeId: store.id, idempotencyKey: aKey() };
    expect((await run(document, await keyWith('redemptions:write'), { input })).data.codeRedeem).toEqual({
      redemption: {
        code: { value: code.value, status: 'CONSUMED' },
        card: { title: card.title },
        store: { id: store.id },
      },
      userErrors: [],
    });
  });

  it('reads what it shows of a code beyond what was made with it', async () => {
    const document = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { code {
      isGift gift { id } giftedFrom { id } giftedTo { id } ticket { __typename } actions rotating { serverTime } card { timeZone stock { left } }
    } } userErrors { code } } }`;
    const card = await aCard(merchant.ctx, { quantity: 10 });
    const secret = await keyWith('claims:write', 'claims:read', 'codes:read', 'cards:read');
    for (const openid of ['ann', 'ben']) {
      const input = { cardId: card.id, openid, idempotencyKey: aKey() };
      const { data, errors } = await run(document, secret, { input });
      expect(errors).toBeUndefined();
      const none = { isGift: false, gift: null, giftedFrom: null, giftedTo: null, ticket: null, rotating: null };
      expect(data.cardClaim.claim.code).toMatchObject({ ...none, actions: [], card: { timeZone: 'Asia/Shanghai' } });
    }
  });

  it('opens no way further on', async () => {
    const { code } = await aCode(merchant.ctx);
    const document =
      'mutation ($input: CodeRedeemInput!) { codeRedeem(input: $input) { redemption { code { claim { openid } } } } }';
    const input = { value: code.value, idempotencyKey: aKey() };
    expect(await run(document, await keyWith('redemptions:write'), { input })).toMatchObject(forbidden);
  });
});

describe('a user', () => {
  it('finds the own claim and code by id, and nobody else’s, nor what is the merchant’s', async () => {
    const { claim, code, card } = await aCode(merchant.ctx, { openid: 'carol' });
    const read = `query ($ids: [ID!]!, $id: ID!) {
      node(id: $id) { id ... on Claim { openid code { value } } } nodes(ids: $ids) { id ... on Code { value card { title } } } }`;
    const variables = { id: claim.id, ids: [code.id, claim.id] };
    const threeTimes = { errors: Array(3).fill(forbidden.errors[0]) };
    expect((await publicCaller(api, merchant, 'carol')(read, variables)).json).toMatchObject({
      data: {
        node: { id: claim.id, openid: 'carol', code: { value: code.value } },
        nodes: [{ id: code.id, value: code.value, card: { title: card.title } }, { id: claim.id }],
      },
    });
    const dora = publicCaller(api, merchant, 'dora');
    expect((await dora(read, variables)).json.data).toEqual({ node: null, nodes: [null, null] });
    expect((await dora(read, { id: card.id, ids: [] })).json).toMatchObject({ data: { node: null }, ...forbidden });
    const page = (await publicCaller(api, merchant)(read, variables)).json;
    expect(page).toMatchObject({ data: { node: null, nodes: [null, null] }, ...threeTimes });
  });

  it('keeps the own claim where the redeemability of its code is refused', async () => {
    const { claim, code } = await aCode(merchant.ctx, { openid: 'carol' });
    const read = 'query ($id: ID!) { claim(id: $id) { id code { value redeemability { canRedeem } } } }';
    const { json } = await publicCaller(api, merchant, 'carol')(read, { id: claim.id });
    expect(json.data.claim).toEqual({ id: claim.id, code: { value: code.value, redeemability: null } });
    expect(json).toMatchObject(forbidden);
  });

  it('follows the relations of the own claim, and of what exists when the limit is reached', async () => {
    const { claim, card, code } = await aCode(merchant.ctx, { openid: 'carol', claimLimit: 1 });
    const caller = publicCaller(api, merchant, 'carol');
    const read = 'query ($id: ID!) { claim(id: $id) { card { title } code { value claim { id } card { id } } } }';
    expect((await caller(read, { id: claim.id })).json.data.claim).toEqual({
      card: { title: card.title },
      code: { value: code.value, claim: { id: claim.id }, card: { id: card.id } },
    });
    const again = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) {
      userErrors { ... on ClaimLimitReachedError { claim { id code { value card { id } } } } } } }`;
    const answer = await caller(again, { input: { cardId: card.id, idempotencyKey: aKey() } });
    expect(answer.json.data.cardClaim.userErrors).toEqual([
      { claim: { id: claim.id, code: { value: code.value, card: { id: card.id } } } },
    ]);
  });
});
