import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCard } from '../kit/factories.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';

/** The same server twice, on one database: one compiles documents, the other leaves them all to an executor. */
let [compiling, plain]: Api[] = [];
let merchant: ServedMerchant;
let cardId: string;
const CLAIM = 'mutation ($input: CardClaimInput!) { cardClaim(input: $input) { userErrors { code } } }';

beforeAll(async () => {
  compiling = await server({ KAQUAN_COMPILE_DOCUMENTS: '1' });
  plain = await server({ KAQUAN_COMPILE_DOCUMENTS: '0' });
  merchant = await compiling.aMerchant();
  cardId = (await aCard(merchant.ctx)).id;
  await compiling.gql(CLAIM, { input: { cardId, openid: 'ann', idempotencyKey: 'compiled-0' } }, merchant.secretKey);
});
afterAll(() => Promise.all([compiling?.stop(), plain?.stop()]));

/** What differs from request to request by its nature. */
function timeless({ status, json }: { status: number; json: Json }): Json {
  const text = JSON.stringify({ status, ...json, extensions: { cost: json.extensions?.cost?.requested } });
  return JSON.parse(text.replaceAll(/"requestId":"[^"]+"/g, '"requestId":""'));
}

async function bothAnswers(document: string, variables: object = {}): Promise<[Json, Json]> {
  const answers = [compiling, plain].map(async (api) =>
    timeless((await api?.gql(document, variables, merchant.secretKey)) ?? { status: 0, json: {} }),
  );
  const [one, other] = await Promise.all(answers);
  return [one, other];
}

const UNKNOWN = 'card_00000000000000000000000000';

describe('a compiled document answers as one that an executor runs', () => {
  it.each<[string, string, (() => object)?]>([
    [
      'introspection',
      '{ __schema { queryType { name fields { name args { name defaultValue } type { kind ofType { name } } } } } }',
    ],
    ['aliases and __typename', '{ a: viewer { __typename kind } b: viewer { merchant { id name } } __typename }'],
    [
      'a list of rows with their relations',
      '{ cards(first: 5) { nodes { id title stock { left } stores(first: 2) { nodes { id } } } edges { cursor } pageInfo { hasNextPage } count { value precision } } }',
    ],
    [
      'fragments, and interfaces that name their type',
      'query ($id: ID!, $ids: [ID!]!) { node(id: $id) { ...Face } nodes(ids: $ids) { __typename id ...Face } } fragment Face on Card { title benefit { __typename ... on CashBenefit { amount { amount decimal } } } }',
      () => ({ id: cardId, ids: [cardId, merchant.id, UNKNOWN] }),
    ],
    [
      'codes with card and member',
      '{ codes(first: 5) { nodes { id value status validFrom card { id title } } } claims(first: 5) { nodes { id claimedAt code { value } } } }',
    ],
    [
      '@skip and @include by variables with and without a default',
      'query ($yes: Boolean! = true, $no: Boolean!) { cards { nodes { id @include(if: $yes) title @skip(if: $yes) ...F @include(if: $no) } } again: cards { nodes { ...F @skip(if: $no) } } } fragment F on Card { stock { left } }',
      () => ({ no: false }),
    ],
    [
      'operators and enums in variables',
      'query ($where: ClaimWhere, $first: Int = 3) { claims(where: $where, first: $first) { nodes { id } } }',
      () => ({ where: { claimedAt: { gte: '2020-01-01T00:00:00Z' } } }),
    ],
    ['a row that is not there', 'query ($id: ID) { card(id: $id) { id } viewer { kind } }', () => ({ id: UNKNOWN })],
    ['an error at the top', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', () => ({ ids: ['nonsense', cardId] })],
    [
      'an argument that its variable empties',
      'query ($n: Int) { cards(first: $n) { nodes { id } } }',
      () => ({ n: null }),
    ],
    ['a variable of another type', 'query ($n: Int) { cards(first: $n) { nodes { id } } }', () => ({ n: 'many' })],
    ['a page that is too long', 'query ($n: Int) { cards(first: $n) { nodes { id } } }', () => ({ n: 1_000 })],
    [
      'a refusal with its own fields',
      'mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { id } userErrors { __typename code message field retryable weixinCode ... on ClaimLimitReachedError { limit used claim { openid code { value } } } } } }',
      () => ({ input: { cardId, openid: 'ann', idempotencyKey: 'compiled-1' } }),
    ],
    [
      'two mutations in order',
      'mutation ($id: ID!) { a: cardClaim(input: { cardId: $id, openid: "bob", idempotencyKey: "compiled-2" }) { claim { id openid } userErrors { code } } b: cardClaim(input: { cardId: $id, openid: "bob", idempotencyKey: "compiled-3" }) { userErrors { code } } }',
      () => ({ id: UNKNOWN }),
    ],
  ])('%s', async (_title, document, variables = () => ({})) => {
    const [compiled, executed] = await bothAnswers(document, variables());
    expect(compiled).toEqual(executed);
  });

  it.each([{ cash: {}, discount: {} }, {}, { cash: null }])(
    'refuses %j where one of the fields must stand',
    async (input) => {
      const document =
        'mutation ($input: CardCreateInput!) { cardCreate(input: $input) { card { id } userErrors { code } } }';
      const [compiled, executed] = await bothAnswers(document, { input });
      expect([compiled.status, compiled.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
      expect(compiled).toEqual(executed);
    },
  );
});
