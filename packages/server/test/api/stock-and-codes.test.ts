import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey, createUserToken, registerOperations } from '../../src/domain/access/index.ts';
import { aCard, aCode, aCustomCard, allowOwnCodes, aPoolCard, IMAGE_URL } from '../kit/factories.ts';
import { type Api, bearer, type Headers, type Json, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;
let keys = 0;
beforeAll(async () => {
  api = await server();
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

const aKey = (): string => `codes-key-${(keys += 1)}`;
const ask = async (document: string, input: object, caller: string | Headers = merchant.secretKey): Promise<Json> => {
  const { json } = await api.gql(document, { input }, caller);
  expect(json.errors).toBeUndefined();
  return Object.values(json.data)[0];
};
const scoped = async (...scopes: Parameters<typeof createKey>[1]['scopes'] & object): Promise<string> =>
  (await createKey(merchant.ctx, { kind: 'SECRET', name: 'scoped', isTest: true, scopes })).secret;
const forbidden = async (document: string, input: object, key: string): Promise<void> => {
  const { json } = await api.gql(document, { input }, key);
  expect(json.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
};

const ADJUST = `mutation ($input: CardStockAdjustInput!) { cardStockAdjust(input: $input) {
  card { id stock { quantity left } stockChanges { nodes { id delta leftAfter quantityAfter reason actorKind at } } }
  change { id delta } replayed
  userErrors { __typename code field message weixinCode ... on NotEnoughStockError { left }
    ... on StockLimitReachedError { limit quantity } ... on StockAboveCodesError { left free }
    ... on CardStatusError { status allowed } } } }`;

describe('cardStockAdjust', () => {
  it('changes the stock and keeps the change', async () => {
    const card = await aCard(merchant.ctx, { quantity: 4 });
    const input = { cardId: card.id, delta: 3, reason: 'more', idempotencyKey: aKey() };
    const first = await ask(ADJUST, input);
    expect(first).toMatchObject({
      card: {
        stock: { quantity: 7, left: 7 },
        stockChanges: { nodes: [{ delta: 3, leftAfter: 7, reason: 'more', actorKind: 'secretKey' }, { delta: 4 }] },
      },
      change: { delta: 3 },
      replayed: false,
      userErrors: [],
    });
    expect(await ask(ADJUST, input)).toEqual({ ...first, replayed: true });
  });

  it.each([
    [{ delta: 0 }, { code: 'INVALID_INPUT', field: ['delta'], weixinCode: 40122 }],
    [{ delta: -5 }, { __typename: 'NotEnoughStockError', left: 4, weixinCode: 40122 }],
    [
      { delta: 99_999_997 },
      { __typename: 'StockLimitReachedError', limit: 100_000_000, quantity: 4, weixinCode: 45041 },
    ],
    [
      { delta: 1, cardId: 'card_x' },
      { code: 'NOT_FOUND', field: ['cardId'], weixinCode: 40073 },
    ],
    [
      { delta: 1, reason: 'r'.repeat(200) },
      { code: 'INVALID_INPUT', field: ['reason'], weixinCode: 45021 },
    ],
  ])('refuses %j', async (changes, refusal) => {
    const card = await aCard(merchant.ctx, { quantity: 4 });
    const answer = await ask(ADJUST, { cardId: card.id, idempotencyKey: aKey(), ...changes });
    expect(answer).toMatchObject({ card: null, change: null, replayed: false, userErrors: [refusal] });
  });

  it('refuses what the pool can not keep, and what the status forbids', async () => {
    const pool = await aPoolCard(merchant.ctx, { values: ['A1', 'A2'], left: 1 });
    const above = await ask(ADJUST, { cardId: pool.id, delta: 2, idempotencyKey: aKey() });
    expect(above.userErrors).toMatchObject([
      { __typename: 'StockAboveCodesError', left: 1, free: 2, weixinCode: 40136 },
    ]);
    await api.root.prisma.card.update({ where: { id: pool.id }, data: { status: 'DELETED' } });
    const gone = await ask(ADJUST, { cardId: pool.id, delta: 1, idempotencyKey: aKey() });
    expect(gone.userErrors).toMatchObject([{ __typename: 'CardStatusError', status: 'DELETED', weixinCode: 40078 }]);
  });

  it('asks for the scope, and does not know cards of others', async () => {
    const card = await aCard(merchant.ctx);
    const input = { cardId: card.id, delta: 1, idempotencyKey: aKey() };
    await forbidden(ADJUST, input, await scoped('cards:read', 'codes:write'));
    expect((await ask(ADJUST, input, other.secretKey)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});

const CREATE = `mutation ($input: CardCreateInput!) { cardCreate(input: $input) {
  card { id codeMode depositedCodes { total free } stock { quantity } }
  userErrors { __typename code field weixinCode ... on PermissionMissingError { permission } } } }`;
const DEPOSIT = `mutation ($input: CodesDepositInput!) { codesDeposit(input: $input) {
  card { depositedCodes { total free } } added duplicate failed { value reason } userErrors { __typename code field weixinCode } } }`;
const CHECK = `query ($cardId: ID!, $values: [String!]!) { codesCheck(cardId: $cardId, values: $values) { existing missing } }`;
const GENERATE = `mutation ($input: CodesGenerateInput!) { codesGenerate(input: $input) {
  import { id status rowCount } replayed userErrors { code field weixinCode } } }`;
const CLAIM = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) {
  claim { code { value mode encryptCode } } userErrors { __typename code field weixinCode } } }`;

describe('a card with codes of its merchant', () => {
  const cash = {
    ...{ title: 'T', brandName: 'B', logoUrl: IMAGE_URL, color: 'Color010', notice: 'N', description: 'D' },
    ...{ codeType: 'CODE_TYPE_TEXT', validity: { type: 'FIX_TERM', termDays: 3 }, quantity: 0, reduceCostFen: 1 },
  };

  it('is made once the merchant may', async () => {
    const owner = await api.aMerchant();
    const input = { cash: { ...cash, useCustomCode: true } };
    expect((await ask(CREATE, input, owner.secretKey)).userErrors).toMatchObject([
      { __typename: 'PermissionMissingError', permission: 'CUSTOM_CODE', weixinCode: 43009 },
    ]);
    await allowOwnCodes(owner.ctx);
    expect(await ask(CREATE, input, owner.secretKey)).toMatchObject({
      card: { codeMode: 'CUSTOM', depositedCodes: null },
    });
    const deposited = { cash: { ...input.cash, getCustomCodeMode: 'GET_CUSTOM_CODE_MODE_DEPOSIT' } };
    expect(await ask(CREATE, deposited, owner.secretKey)).toMatchObject({
      card: { codeMode: 'DEPOSITED', depositedCodes: { total: 0, free: 0 }, stock: { quantity: 0 } },
    });
  });

  it('takes deposits and hands them out', async () => {
    const card = await aPoolCard(merchant.ctx, { values: ['A1'], left: 0 });
    expect(await ask(DEPOSIT, { cardId: card.id, values: ['A1', 'A2', 'A 3'] })).toEqual({
      card: { depositedCodes: { total: 2, free: 2 } },
      added: ['A2'],
      duplicate: ['A1'],
      failed: [{ value: 'A 3', reason: 'INVALID_CHARACTER' }],
      userErrors: [],
    });
    const checked = await api.gql(CHECK, { cardId: card.id, values: ['A2', 'A9'] }, merchant.secretKey);
    expect(checked.json.data.codesCheck).toEqual({ existing: ['A2'], missing: ['A9'] });
    await ask(ADJUST, { cardId: card.id, delta: 2, idempotencyKey: aKey() });
    const { claim } = await ask(CLAIM, { cardId: card.id, openid: 'ann', idempotencyKey: aKey() });
    expect(claim.code).toMatchObject({ mode: 'DEPOSITED', value: expect.stringMatching(/^A[12]$/) });
  });

  it('takes generated codes in the background', async () => {
    const card = await aPoolCard(merchant.ctx, { values: ['A1'], left: 0 });
    const input = { cardId: card.id, count: 25, pattern: 'AB-########', idempotencyKey: aKey() };
    const first = await ask(GENERATE, input);
    expect(first).toMatchObject({ import: { rowCount: 25 }, replayed: false, userErrors: [] });
    expect((await ask(GENERATE, input)).replayed).toBe(true);
    const status = async () =>
      (
        await api.gql(
          `query ($id: ID!) { node(id: $id) { ... on Import { status } } }`,
          { id: first.import.id },
          merchant.secretKey,
        )
      ).json.data.node.status;
    await expect.poll(status, { timeout: 20_000 }).toBe('DONE');
    const list = `{ imports(where: { cardId: { eq: "${card.id}" }, status: { eq: DONE } }) { nodes { addedCount } } }`;
    expect((await api.gql(list, {}, merchant.secretKey)).json.data.imports.nodes).toEqual([{ addedCount: 25 }]);
  });

  it.each([
    ['a card of system codes', {}, { code: 'CODE_MODE_FORBIDS', weixinCode: 45030 }],
    ['no codes', { values: [] }, { code: 'INVALID_INPUT', field: ['values'] }],
    ['an unknown card', { cardId: 'card_x' }, { code: 'NOT_FOUND', field: ['cardId'] }],
  ])('refuses deposits for %s', async (_what, changes, refusal) => {
    const card = await aCard(merchant.ctx);
    const answer = await ask(DEPOSIT, { cardId: card.id, values: ['A1'], ...changes });
    expect(answer).toMatchObject({ card: null, added: [], duplicate: [], failed: [], userErrors: [refusal] });
  });

  it.each([
    [{ count: 0 }, ['count']],
    [{ pattern: '###' }, ['pattern']],
    [{ charset: 'A' }, ['charset']],
  ])('refuses to generate %j', async (changes, field) => {
    const card = await aPoolCard(merchant.ctx, { values: ['A1'], left: 0 });
    const answer = await ask(GENERATE, { cardId: card.id, count: 5, idempotencyKey: aKey(), ...changes });
    expect(answer).toMatchObject({ import: null, userErrors: [{ code: 'INVALID_INPUT', field }] });
  });

  it('asks for the scopes', async () => {
    const { id: cardId } = await aPoolCard(merchant.ctx, { values: ['A1'], left: 0 });
    const reader = await scoped('codes:read', 'cards:write');
    await forbidden(DEPOSIT, { cardId, values: ['A2'] }, reader);
    await forbidden(GENERATE, { cardId, count: 1, idempotencyKey: aKey() }, reader);
    const { json } = await api.gql(CHECK, { cardId, values: ['A1'] }, await scoped('codes:write'));
    expect(json.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

const CODE =
  'code { id value status encryptCode } userErrors { __typename code field weixinCode ... on CodeStatusError { status } }';
const REPLACE = `mutation ($input: CodeReplaceInput!) { codeReplace(input: $input) { ${CODE} } }`;
const VOID = `mutation ($input: CodeVoidInput!) { codeVoid(input: $input) { ${CODE} } }`;
const DELETE = `mutation ($input: CodeDeleteInput!) { codeDelete(input: $input) { ${CODE} } }`;
const DECRYPT = `mutation ($input: CodeDecryptInput!) { codeDecrypt(input: $input) { ${CODE} } }`;

describe('one code', () => {
  const aCustomCode = async (value: string) => {
    const card = await aCustomCard(merchant.ctx);
    const { claim } = await ask(CLAIM, { cardId: card.id, openid: 'ann', code: value, idempotencyKey: aKey() });
    return { card, encryptCode: String(claim.code.encryptCode) };
  };

  it('is replaced, and the old encrypted code is void', async () => {
    const { card, encryptCode } = await aCustomCode('VIP-1');
    expect(await ask(DECRYPT, { encryptCode })).toMatchObject({ code: { value: 'VIP-1' } });
    const input = { cardId: card.id, value: 'vip-1', newValue: 'VIP-2', idempotencyKey: aKey() };
    const { code } = await ask(REPLACE, input);
    expect(code).toMatchObject({ value: 'VIP-2', status: 'NORMAL' });
    expect((await ask(REPLACE, input)).code.id).toBe(code.id);
    expect((await ask(DECRYPT, { encryptCode })).userErrors).toMatchObject([
      { code: 'INVALID_INPUT', weixinCode: 40075 },
    ]);
    expect(await ask(DECRYPT, { encryptCode: code.encryptCode })).toMatchObject({ code: { value: 'VIP-2' } });
  });

  it('refuses a number that is taken, and a mode that has no other numbers', async () => {
    const { card } = await aCustomCode('VIP-1');
    await ask(CLAIM, { cardId: card.id, openid: 'bob', code: 'VIP-2', idempotencyKey: aKey() });
    const taken = await ask(REPLACE, { cardId: card.id, value: 'VIP-1', newValue: 'VIP-2' });
    expect(taken).toMatchObject({ code: null, userErrors: [{ __typename: 'CodeTakenError', weixinCode: 40116 }] });
    const system = await aCode(merchant.ctx);
    const fixed = await ask(REPLACE, { value: system.code.value, newValue: 'X' });
    expect(fixed.userErrors).toMatchObject([{ __typename: 'CodeModeError', weixinCode: 45030 }]);
  });

  it('is made void, once', async () => {
    const { code } = await aCode(merchant.ctx);
    expect(await ask(VOID, { value: code.value, reason: 'refund' })).toMatchObject({ code: { status: 'UNAVAILABLE' } });
    expect((await ask(VOID, { value: code.value })).userErrors).toMatchObject([
      { __typename: 'CodeStatusError', status: 'UNAVAILABLE', field: ['value'], weixinCode: 40127 },
    ]);
  });

  it('is deleted by its merchant, or by the user who holds it', async () => {
    const { code } = await aCode(merchant.ctx);
    expect(await ask(DELETE, { value: code.value })).toMatchObject({ code: { status: 'DELETED' } });
    const mine = await aCode(merchant.ctx, { openid: 'dora' });
    const [operation] = await registerOperations(merchant.ctx, { operations: [{ text: DELETE }] });
    const deletion = async (openid: string): Promise<Json> => {
      const { token } = await createUserToken(merchant.ctx, { openid });
      const headers = { ...bearer(merchant.publishableKey), Origin: 'http://localhost:5173', 'X-Kaquan-User': token };
      const body = { documentId: operation?.hash, variables: { input: { value: mine.code.value } } };
      return (await api.post('/graphql', body, headers)).json;
    };
    expect((await deletion('eve')).data.codeDelete.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await deletion('dora')).data.codeDelete).toMatchObject({ code: { status: 'DELETED' }, userErrors: [] });
  });

  it('of another merchant is not there', async () => {
    const { code } = await aCode(merchant.ctx);
    for (const [document, input] of [
      [REPLACE, { value: code.value, newValue: 'X' }],
      [VOID, { value: code.value }],
      [DELETE, { value: code.value }],
    ] as const)
      expect((await ask(document, input, other.secretKey)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('asks for the scope, and shows its answer to who has no other', async () => {
    const { code } = await aCode(merchant.ctx);
    const reader = await scoped('codes:read');
    for (const document of [REPLACE, VOID, DELETE])
      await forbidden(document, { value: code.value, ...(document === REPLACE ? { newValue: 'X' } : {}) }, reader);
    const writer = await scoped('codes:write');
    await forbidden(DECRYPT, { encryptCode: 'x' }, writer);
    expect(await ask(VOID, { value: code.value }, writer)).toMatchObject({ code: { status: 'UNAVAILABLE' } });
  });
});

describe('cardClaim with a code', () => {
  it.each([
    [undefined, 40080],
    ['A B', 40116],
    ['x'.repeat(21), 45021],
  ])('refuses %j for custom codes', async (code, weixinCode) => {
    const card = await aCustomCard(merchant.ctx);
    const { userErrors } = await ask(CLAIM, { cardId: card.id, openid: 'ann', code, idempotencyKey: aKey() });
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['code'], weixinCode }]);
  });

  it('refuses a taken one, and any for cards that give codes themselves', async () => {
    const card = await aCustomCard(merchant.ctx);
    const input = { cardId: card.id, openid: 'ann', code: 'A1' };
    await ask(CLAIM, { ...input, idempotencyKey: aKey() });
    const taken = await ask(CLAIM, { ...input, idempotencyKey: aKey() });
    expect(taken.userErrors).toMatchObject([{ __typename: 'CodeTakenError', field: ['code'] }]);
    const system = await aCard(merchant.ctx);
    const unwanted = await ask(CLAIM, { ...input, cardId: system.id, idempotencyKey: aKey() });
    expect(unwanted.userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['code'], weixinCode: 40080 }]);
  });
});
