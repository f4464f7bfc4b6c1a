import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { createUserToken, registerOperations } from '../../src/domain/access/index.ts';
import { aCard, aCode, aStore } from '../kit/factories.ts';
import type { PublicCaller } from '../kit/public-caller.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { countStatements } from '../kit/statements.ts';

let api: Api;
let merchant: ServedMerchant;
let cardId: string;

beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
  const stores = await Promise.all(['一', '二', '三'].map((branchName) => aStore(merchant.ctx, { branchName })));
  const card = await aCard(merchant.ctx, { storeIds: stores.map(({ id }) => id), claimLimit: 5, quantity: 50 });
  cardId = card.id;
  for (const openid of ['ann', 'bob', 'ann']) await claimCard(merchant.ctx, { cardId, openid });
  await aCode(merchant.ctx, { usesAllStores: true });
});
afterAll(() => api.stop());

const asMerchant: PublicCaller = (document, variables) => api.gql(document, variables, merchant.secretKey);

/** Who may ask, and from which page, is asked before, whatever is read: on a busy machine again after two seconds. */
const WHO_ASKS = /"(SafeDomain|ApiKey|UserTokenKey)"/;

/** The answer, and the statements that a repeat of the question takes: the first one may learn who asks. */
async function ask(document: string, variables: object, caller = asMerchant) {
  await caller(document, variables);
  const { result, statements } = await countStatements(() => caller(document, variables));
  const json: Json = result.json;
  const reads = statements.filter((text) => !WHO_ASKS.test(text));
  expect(json.errors).toBeUndefined();
  return { data: json.data, statements: reads };
}

/** A page of the merchant whose user has this token: what it may send is registered first. */
const tokenOf = async (openid: string): Promise<string> => (await createUserToken(merchant.ctx, { openid })).token;
const pageOf =
  (token: string): PublicCaller =>
  async (text, variables = {}) => {
    const [operation] = registered.get(text) ?? (await registerOperations(merchant.ctx, { operations: [{ text }] }));
    if (operation) registered.set(text, [operation]);
    const headers = {
      Authorization: `Bearer ${merchant.publishableKey}`,
      Origin: 'http://localhost:5173',
      'X-Kaquan-User': token,
    };
    return api.post('/graphql', { documentId: operation?.hash, variables }, headers);
  };
const registered = new Map<string, { hash: string }[]>();

const CARD = `query ($id: ID!) { card(id: $id) {
  title timeZone stock { quantity left } stores(first: 10) { nodes { name address } pageInfo { hasNextPage } } } }`;
const CODES = `query ($first: Int!, $after: String, $where: CodeWhere) { codes(first: $first, after: $after, where: $where) {
  nodes { value status openid claimedAt card { id title } } pageInfo { endCursor hasNextPage } } }`;

describe('one statement reads', () => {
  it('a card with its stores and stock', async () => {
    const { data, statements } = await ask(CARD, { id: cardId });
    expect(data.card).toMatchObject({ stock: { quantity: 50, left: 47 }, timeZone: 'Asia/Shanghai' });
    expect(data.card.stores.nodes).toHaveLength(3);
    expect(statements, statements.join('\n')).toHaveLength(1);
  });

  it.each([
    ['plain', {}],
    ['of a card', { where: { cardId: { eq: 'CARD' } } }],
    ['of a user', { where: { openid: { eq: 'ann' } } }],
  ])('codes with their cards, %s', async (_how, variables) => {
    const asked = JSON.parse(JSON.stringify({ first: 2, ...variables }).replace('CARD', cardId));
    const first = await ask(CODES, asked);
    expect(first.statements).toHaveLength(1);
    expect(first.data.codes.nodes).toHaveLength(2);
    const next = await ask(CODES, { ...asked, after: first.data.codes.pageInfo.endCursor });
    expect(next.statements).toHaveLength(1);
    expect(next.data.codes.nodes[0].value).not.toBe(first.data.codes.nodes[0].value);
  });

  it('of the cards of a list only what is shown', async () => {
    const [statement = ''] = (await ask(CODES, { first: 2 })).statements;
    expect(statement).toMatch(/"title"/);
    expect(statement).not.toMatch(/"description"/);
    const whole =
      'query ($first: Int!) { codes(first: $first) { nodes { card { title validity { type } ...on CardContent { notice } } } } }';
    expect((await ask(whole, { first: 2 })).statements[0]).toMatch(/"description"/);
  });

  it('a code with its card', async () => {
    const { code, card } = await aCode(merchant.ctx);
    const document =
      'query ($cardId: ID, $value: String!) { code(cardId: $cardId, value: $value) { id status card { title } } }';
    const { data, statements } = await ask(document, { cardId: card.id, value: code.value });
    expect(data.code).toEqual({ id: code.id, status: 'NORMAL', card: { title: card.title } });
    expect(statements, statements.join('\n')).toHaveLength(1);
  });

  it('the wallet of a user', async () => {
    const ann = pageOf(await tokenOf('ann'));
    const { data, statements } = await ask('{ me { codes { nodes { value card { title } } } } }', {}, ann);
    expect(data.me.codes.nodes.length).toBeGreaterThan(1);
    expect(statements, statements.join('\n')).toHaveLength(1);
  });

  // Two at once: what is counted has no key to the card.
  it('what a page needs to let its user claim', async () => {
    const ann = pageOf(await tokenOf('ann'));
    const document =
      'query ($id: ID!) { claimContext(cardId: $id) { claimsLeft pageTicket claim { id code { value } } } }';
    const { data, statements } = await ask(document, { id: cardId }, ann);
    expect(data.claimContext).toMatchObject({ claimsLeft: 3, claim: { code: { value: expect.any(String) } } });
    // The card with the claim and its code; how often the user has claimed.
    expect(statements, statements.join('\n')).toHaveLength(2);
  });
});

describe('the answer of a claim', () => {
  const claim = (selection: string) => `mutation ($input: CardClaimInput!) { cardClaim(input: $input) {
    claim { ${selection} } userErrors { code } } }`;
  const input = (openid: string) => ({ input: { cardId, openid, idempotencyKey: `hot-claim-${openid}` } });
  const counted = async (selection: string, openid: string) => {
    const answer = await countStatements(() => api.gql(claim(selection), input(openid), merchant.secretKey));
    const [, made]: Json[] = [null, answer.result.json.data.cardClaim.claim];
    return { made, reads: answer.statements.filter((text) => text.startsWith('SELECT') && text.includes('"Code"')) };
  };

  it('shows the code without a read', async () => {
    const { made, reads } = await counted('id code { id value status validFrom validUntil }', 'carl');
    expect(made.code).toMatchObject({ status: 'NORMAL', value: expect.any(String) });
    expect(reads.filter((text) => text.includes('json_build_array'))).toEqual([]);
  });

  it('shows its card by one read', async () => {
    const { made, reads } = await counted('code { value } card { title stock { left } }', 'dora');
    expect(made.card.stock.left).toBeGreaterThan(0);
    expect(reads.filter((text) => text.includes('json_build_array')).length).toBeLessThanOrEqual(1);
  });
});
