import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../src/domain/access/index.ts';
import { aCode, aStore } from '../kit/factories.ts';
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

const REDEEM = `mutation ($input: CodeRedeemInput!) {
  codeRedeem(input: $input) {
    redemption {
      id redeemedAt replayed way openid amountFen amount { decimal } outerStr staffId code { id value status } card { id } store { id name }
    }
    userErrors {
      __typename code message field retryable weixinCode
      ... on AlreadyRedeemedError { redeemedAt storeId store { name } } ... on UseLimitReachedError { limit used }
      ... on CodeNotRedeemableError { status } ... on ExpiredError { validUntil } ... on NotStartedError { validFrom }
    }
  }
}`;

const aKey = (): string => `redeem-key-${(keys += 1)}`;
const redeem = async (changes: object, caller = merchant.secretKey): Promise<Json> =>
  (await api.gql(REDEEM, { input: { idempotencyKey: aKey(), ...changes } }, caller)).json;
const refusal = async (changes: object, caller = merchant.secretKey): Promise<Json> => {
  const { data, errors } = await redeem(changes, caller);
  expect(errors).toBeUndefined();
  expect(data.codeRedeem.redemption).toBeNull();
  return data.codeRedeem.userErrors[0];
};
const spoil = (id: string, data: object) => api.root.prisma.code.update({ where: { id }, data });

describe('codeRedeem', () => {
  it('uses a code up', async () => {
    const store = await aStore(merchant.ctx);
    const { code, card } = await aCode(merchant.ctx, { storeIds: [store.id] });
    const { data } = await redeem({ value: code.value, storeId: store.id, amountFen: 12_345, outerStr: 'till 1' });
    expect(data.codeRedeem).toEqual({
      userErrors: [],
      redemption: {
        id: expect.stringMatching(/^rdm_/),
        redeemedAt: expect.stringMatching(/Z$/),
        replayed: false,
        way: 'API',
        openid: 'ann',
        amountFen: 12_345,
        amount: { decimal: '123.45' },
        outerStr: 'till 1',
        staffId: null,
        code: { id: code.id, value: code.value, status: 'CONSUMED' },
        card: { id: card.id },
        store: { id: store.id, name: '海底捞（王府井店）' },
      },
    });
  });

  it('repeats its answer for the same key', async () => {
    const { code } = await aCode(merchant.ctx);
    const input = { value: code.value, idempotencyKey: aKey() };
    const [first, second] = [await redeem(input), await redeem(input)];
    expect(second.data.codeRedeem.redemption).toEqual({ ...first.data.codeRedeem.redemption, replayed: true });
    expect(await refusal({ ...input, amountFen: 1 })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('tells the merchant when and where a code was redeemed before', async () => {
    const store = await aStore(merchant.ctx);
    const { code } = await aCode(merchant.ctx, { usesAllStores: true });
    const { redemption } = (await redeem({ value: code.value, storeId: store.id })).data.codeRedeem;
    expect(await refusal({ value: code.value })).toEqual({
      __typename: 'AlreadyRedeemedError',
      code: 'ALREADY_REDEEMED',
      message: expect.stringContaining(redemption.redeemedAt),
      field: ['value'],
      retryable: false,
      weixinCode: 40099,
      redeemedAt: redemption.redeemedAt,
      storeId: store.id,
      store: { name: '海底捞（王府井店）' },
    });
  });

  it('refuses a code that is not valid yet, not any more, or void', async () => {
    const [early, late, gone] = [await aCode(merchant.ctx), await aCode(merchant.ctx), await aCode(merchant.ctx)];
    await spoil(early.code.id, {
      validFrom: new Date('2037-01-01T00:00:00Z'),
      validUntil: new Date('2037-02-01T00:00:00Z'),
    });
    await spoil(late.code.id, {
      validFrom: new Date('2020-01-01T00:00:00Z'),
      validUntil: new Date('2020-02-01T00:00:00Z'),
    });
    await spoil(gone.code.id, { status: 'UNAVAILABLE' });
    expect(await refusal({ value: early.code.value })).toMatchObject({
      code: 'NOT_STARTED',
      validFrom: '2037-01-01T00:00:00.000Z',
    });
    expect(await refusal({ value: late.code.value })).toMatchObject({
      code: 'EXPIRED',
      validUntil: '2020-02-01T00:00:00.000Z',
    });
    expect(await refusal({ value: gone.code.value })).toMatchObject({
      code: 'CODE_NOT_REDEEMABLE',
      status: 'UNAVAILABLE',
    });
  });

  it('refuses a store that the card does not apply to, and one that is not there', async () => {
    const [right, wrong] = [await aStore(merchant.ctx), await aStore(merchant.ctx)];
    const { code } = await aCode(merchant.ctx, { storeIds: [right.id] });
    expect(await refusal({ value: code.value, storeId: wrong.id })).toMatchObject({
      __typename: 'WrongStoreError',
      code: 'WRONG_STORE',
      field: ['storeId'],
    });
    expect(await refusal({ value: code.value, storeId: 'store_none' })).toMatchObject({
      code: 'NOT_FOUND',
      field: ['storeId'],
    });
  });

  it('refuses more uses than one user may make', async () => {
    const { code, card } = await aCode(merchant.ctx, { useLimit: 1 });
    const claimAgain = 'mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { code { value } } } }';
    const again = await api.gql(
      claimAgain,
      { input: { cardId: card.id, openid: 'ann', idempotencyKey: aKey() } },
      merchant.secretKey,
    );
    await redeem({ value: code.value });
    const second = again.json.data.cardClaim.claim.code.value;
    expect(await refusal({ value: second })).toMatchObject({
      code: 'USE_LIMIT_REACHED',
      limit: 1,
      used: 1,
      weixinCode: 40147,
    });
  });

  it('asks who is bound to stores for the store', async () => {
    const [mine, other] = [await aStore(merchant.ctx), await aStore(merchant.ctx)];
    const { secret } = await createKey(merchant.ctx, {
      kind: 'SECRET',
      name: 'till',
      isTest: true,
      storeIds: [mine.id],
    });
    const { code } = await aCode(merchant.ctx, { usesAllStores: true });
    expect(await refusal({ value: code.value }, secret)).toMatchObject({ code: 'STORE_REQUIRED', weixinCode: 43017 });
    expect((await refusal({ value: code.value, storeId: other.id }, secret)).code).toBe('WRONG_STORE');
    expect((await redeem({ value: code.value, storeId: mine.id }, secret)).data.codeRedeem.redemption.store.id).toBe(
      mine.id,
    );
  });

  it.each([
    ['an unknown number', { value: '000000000000' }, { code: 'NOT_FOUND', field: ['value'], weixinCode: 40056 }],
    ['an empty number', { value: ' ' }, { code: 'INVALID_INPUT', field: ['value'], weixinCode: 41011 }],
    ['an unknown person at the till', { staffId: 'per_none' }, { code: 'NOT_FOUND', field: ['staffId'] }],
    ['a long channel', { outerStr: 'x'.repeat(129) }, { code: 'INVALID_INPUT', field: ['outerStr'] }],
  ])('refuses %s', async (_what, changes, error) => {
    const { code } = await aCode(merchant.ctx);
    expect(await refusal({ value: code.value, ...changes })).toMatchObject(error);
  });

  it('finds no code of another merchant', async () => {
    const { code, card } = await aCode(merchant.ctx);
    expect(await refusal({ value: code.value }, other.secretKey)).toMatchObject({
      code: 'NOT_FOUND',
      weixinCode: 40056,
    });
    expect(await refusal({ value: code.value, cardId: card.id }, other.secretKey)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('needs the scope redemptions:write', async () => {
    expect((await redeem({ value: '1' }, merchant.reportKey)).errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('code', () => {
  const READ = `query ($value: String!, $cardId: ID, $storeId: ID) { code(value: $value, cardId: $cardId) {
    id status mode openid claim { id } history { from to reason actorKind }
    redeemability(storeId: $storeId) { canRedeem refusal { code } } redemptions { id } } }`;
  const read = async (variables: object, caller = merchant.secretKey): Promise<Json> =>
    (await api.gql(READ, variables, caller)).json;

  it('tells its life', async () => {
    const { code, claim } = await aCode(merchant.ctx);
    const before = (await read({ value: code.value })).data.code;
    expect(before).toEqual({
      id: code.id,
      status: 'NORMAL',
      mode: 'SYSTEM',
      openid: 'ann',
      claim: { id: claim.id },
      redemptions: [],
      history: [{ from: null, to: 'NORMAL', reason: expect.anything(), actorKind: 'secretKey' }],
      redeemability: { canRedeem: true, refusal: null },
    });
    const { redemption } = (await redeem({ value: code.value })).data.codeRedeem;
    const after = (await read({ value: code.value })).data.code;
    expect(after).toMatchObject({
      status: 'CONSUMED',
      redemptions: [{ id: redemption.id }],
      redeemability: { canRedeem: false, refusal: { code: 'ALREADY_REDEEMED' } },
    });
    expect(after.history.at(-1)).toMatchObject({ from: 'NORMAL', to: 'CONSUMED' });
  });

  it('is EXPIRED once its time is over', async () => {
    const { code } = await aCode(merchant.ctx);
    await spoil(code.id, { validUntil: new Date('2020-02-01T00:00:00Z') });
    expect((await read({ value: code.value })).data.code.status).toBe('EXPIRED');
  });

  it('is null when unknown, of another card or of another merchant', async () => {
    const [{ code }, { card }] = [await aCode(merchant.ctx), await aCode(merchant.ctx)];
    expect((await read({ value: 'x'.repeat(500) })).data.code).toBeNull();
    expect((await read({ value: code.value, cardId: card.id })).data.code).toBeNull();
    expect((await read({ value: code.value }, other.secretKey)).data.code).toBeNull();
  });

  it('says NOT_FOUND for the redeemability in a store that is not there', async () => {
    const { code } = await aCode(merchant.ctx);
    const { errors } = await read({ value: code.value, storeId: 'store_none' });
    expect(errors[0]).toMatchObject({ path: ['code', 'redeemability'], extensions: { code: 'NOT_FOUND' } });
  });
});

describe('redemptionAttempts', () => {
  const LIST = `query ($where: RedemptionAttemptWhere) { redemptionAttempts(where: $where) {
    nodes { id way value refusalCode codeId staffId actorKind card { id } store { id } } } }`;
  const list = async (where: object, caller = merchant.secretKey): Promise<Json> =>
    (await api.gql(LIST, { where }, caller)).json;

  it('keep what was refused, although it was rolled back', async () => {
    const store = await aStore(merchant.ctx);
    const { code, card } = await aCode(merchant.ctx, { usesAllStores: true });
    await redeem({ value: code.value });
    await refusal({ value: code.value, storeId: store.id });
    const { data } = await list({ storeId: { eq: store.id } });
    expect(data.redemptionAttempts.nodes).toEqual([
      {
        id: expect.stringMatching(/^rda_/),
        way: 'API',
        value: code.value,
        refusalCode: 'ALREADY_REDEEMED',
        codeId: code.id,
        staffId: null,
        actorKind: 'secretKey',
        card: { id: card.id },
        store: { id: store.id },
      },
    ]);
    const filters = [{ way: { eq: 'API' } }, { refusalCode: { eq: 'ALREADY_REDEEMED' } }, { codeId: { eq: code.id } }];
    for (const filter of filters)
      expect((await list({ ...filter, cardId: { eq: card.id } })).data.redemptionAttempts.nodes).toHaveLength(1);
    expect((await list({ way: { eq: 'SELF' } })).data.redemptionAttempts.nodes).toEqual([]);
    expect((await list({ storeId: { eq: store.id } }, other.secretKey)).data.redemptionAttempts.nodes).toEqual([]);
  });

  it('are nothing for who may not read redemptions', async () => {
    const { secret } = await createKey(merchant.ctx, {
      kind: 'SECRET',
      name: 'narrow',
      isTest: true,
      scopes: ['redemptions:write'],
    });
    expect((await list({}, secret)).errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('are found by their id', async () => {
    const { code } = await aCode(merchant.ctx);
    await redeem({ value: code.value });
    await refusal({ value: code.value });
    const [{ id }] = (await list({ codeId: { eq: code.id } })).data.redemptionAttempts.nodes;
    const find = `query ($id: ID!) { node(id: $id) { ... on RedemptionAttempt { refusalCode } } }`;
    expect((await api.gql(find, { id }, merchant.secretKey)).json.data.node).toEqual({
      refusalCode: 'ALREADY_REDEEMED',
    });
    expect((await api.gql(find, { id }, other.secretKey)).json.data.node).toBeNull();
  });
});

describe('redemptions', () => {
  const LIST = 'query ($where: RedemptionWhere) { redemptions(where: $where) { nodes { id } } }';
  const ids = async (where: object): Promise<string[]> =>
    (await api.gql(LIST, { where }, merchant.secretKey)).json.data.redemptions.nodes.map(({ id }: Json) => id);

  it('are found by way, user, amount and whether they were taken back', async () => {
    const { code, card } = await aCode(merchant.ctx, { openid: 'filters' });
    const { id } = (await redeem({ value: code.value, amountFen: 4_200 })).data.codeRedeem.redemption;
    const of = { cardId: { eq: card.id } };
    for (const where of [
      { way: { eq: 'API' } },
      { openid: { eq: 'filters' } },
      { amountFen: { gte: 4_200, lt: 4_201 } },
      { isReversed: { eq: false } },
    ])
      expect(await ids({ ...of, ...where })).toEqual([id]);
    for (const where of [
      { way: { in: ['CONSOLE', 'SELF'] } },
      { openid: { eq: 'ann' } },
      { amountFen: { lt: 4_200 } },
      { staffId: { eq: 'per_none' } },
      { isReversed: { eq: true } },
    ])
      expect(await ids({ ...of, ...where })).toEqual([]);
  });
});

describe('redemptionReverse', () => {
  const REVERSE = `mutation ($input: RedemptionReverseInput!) { redemptionReverse(input: $input) {
    redemption { id replayed reversal { id reason actorKind reversedAt } code { status } }
    userErrors { code field ... on AlreadyReversedError { reversedAt } ... on ReversalTooLateError { reversibleUntil } } } }`;
  const reverse = async (input: object, caller = merchant.secretKey): Promise<Json> =>
    (await api.gql(REVERSE, { input: { reason: '核销错门店', idempotencyKey: aKey(), ...input } }, caller)).json.data
      .redemptionReverse;
  const aRedemption = async (): Promise<Json> => {
    const { code } = await aCode(merchant.ctx);
    return { code, ...(await redeem({ value: code.value })).data.codeRedeem.redemption };
  };

  it('takes a redemption back, and lets its code be redeemed again', async () => {
    const { id: redemptionId, code } = await aRedemption();
    const { redemption, userErrors } = await reverse({ redemptionId });
    expect(userErrors).toEqual([]);
    expect(redemption).toEqual({
      id: redemptionId,
      replayed: false,
      reversal: {
        id: expect.stringMatching(/^rdv_/),
        reason: '核销错门店',
        actorKind: 'secretKey',
        reversedAt: expect.stringMatching(/Z$/),
      },
      code: { status: 'NORMAL' },
    });
    expect((await reverse({ redemptionId })).userErrors).toEqual([
      { code: 'ALREADY_REVERSED', field: ['redemptionId'], reversedAt: redemption.reversal.reversedAt },
    ]);
    expect((await redeem({ value: code.value })).data.codeRedeem.userErrors).toEqual([]);
  });

  it('refuses after 90 days, without a reason, and what is another merchant’s', async () => {
    const { id: redemptionId } = await aRedemption();
    expect((await reverse({ redemptionId, reason: '' })).userErrors).toEqual([
      { code: 'INVALID_INPUT', field: ['reason'] },
    ]);
    expect((await reverse({ redemptionId }, other.secretKey)).userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['redemptionId'] },
    ]);
    const redeemedAt = new Date('2020-01-01T00:00:00Z');
    await api.root.prisma.redemption.update({ where: { id: redemptionId }, data: { redeemedAt } });
    expect((await reverse({ redemptionId })).userErrors).toEqual([
      { code: 'REVERSAL_TOO_LATE', field: ['redemptionId'], reversibleUntil: '2020-03-31T00:00:00.000Z' },
    ]);
  });
});
