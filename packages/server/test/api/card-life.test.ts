import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCard, IMAGE_URL } from '../kit/factories.ts';
import { type Api, bearer, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
const operator = `op_${randomBytes(24).toString('hex')}`;

beforeAll(async () => {
  api = await server({ KAQUAN_OPERATOR_KEY: operator });
  merchant = await api.aMerchant();
});
afterAll(() => api.stop());

const ERRORS = `userErrors {
  __typename code field weixinCode
  ... on CardStatusError { status allowed } ... on ChangeNotAllowedError { rule reason } ... on InvalidInputError { fault }
  ... on ReviewDecidedError { status }
}`;

/** Runs a mutation with its input and gives what it answers. */
async function run(
  name: string,
  selection: string,
  input: object,
  caller: string | Record<string, string> = merchant.secretKey,
) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} ${ERRORS} } }`;
  const { json } = await api.gql(document, { input }, caller);
  expect(json.errors).toBeUndefined();
  return json.data[name];
}
const ask = async (
  document: string,
  caller: string | Record<string, string> = merchant.secretKey,
  variables: object = {},
) => {
  const { json } = await api.gql(document, variables, caller);
  expect(json.errors).toBeUndefined();
  return json.data;
};
const closeFast = (of: ServedMerchant, closedUntil: string | null) =>
  run('merchantFastReviewSet', 'merchant { fastReviewClosedUntil }', { appId: of.appId, closedUntil }, operator);

const UPDATED = `replayed card { id title version status servicePhone useCondition { acceptCategory } allowedOperations
  review { status channel } pendingVersion { id } versions { nodes { number status fields } count { value } } }
  version { number status fields face { title notice } faceBefore { title notice }
    review { status channel dueAt } }`;
const update = (input: object, caller?: string) => run('cardUpdate', UPDATED, input, caller);

describe('cardUpdate', () => {
  it('changes fields at once and by review', async () => {
    const { id } = await aCard(merchant.ctx);
    const answer = await update({
      id,
      expectedVersion: 1,
      title: '新标题',
      servicePhone: '010-1',
      useCondition: { acceptCategory: '鞋类' },
      cash: { reduceCostFen: 1_000 },
    });
    expect(answer).toMatchObject({
      replayed: false,
      userErrors: [],
      card: {
        title: '新标题',
        version: 2,
        status: 'READY',
        servicePhone: '010-1',
        useCondition: { acceptCategory: '鞋类' },
        review: { status: 'APPROVED', channel: 'FAST' },
        pendingVersion: null,
        versions: { nodes: [{ number: 1, status: 'APPROVED', fields: ['title', 'useCondition.acceptCategory'] }] },
      },
      version: { number: 1, status: 'APPROVED', review: { status: 'APPROVED', channel: 'FAST' } },
    });
  });

  it('shows what waits for review beside the live face', async () => {
    const shop = await api.aMerchant();
    const { id, title, notice } = await aCard(shop.ctx);
    await closeFast(shop, '2099-01-01T00:00:00Z');
    const { card, version } = await update({ id, title: '新标题' }, shop.secretKey);
    expect(card).toMatchObject({ title, pendingVersion: { id: expect.stringMatching(/^ver_/) } });
    expect(card.review).toEqual({ status: 'OPEN', channel: 'NORMAL' });
    expect(version).toMatchObject({ status: 'IN_REVIEW', face: { title: '新标题', notice } });
  });

  it('tells of each change what it replaced, after later ones too', async () => {
    const { id, title, notice } = await aCard(merchant.ctx);
    await update({ id, title: '第二版' });
    await update({ id, title: '第三版', notice: '新提示' });
    const document = 'query ($id: ID!) { card(id: $id) { versions { nodes { number faceBefore { title notice } } } } }';
    const { json } = await api.gql(document, { id }, merchant.secretKey);
    expect(json.data.card.versions.nodes).toMatchObject([
      { number: 2, faceBefore: { title: '第二版', notice } },
      { number: 1, faceBefore: { title } },
    ]);
  });

  it.each<[string, object, object]>([
    ['a brand', { brandName: '别家' }, { field: ['brandName'], rule: 'C9', reason: 'FIXED', weixinCode: 47001 }],
    ['an amount', { cash: { reduceCostFen: 1 } }, { field: ['cash', 'reduceCostFen'], reason: 'FIXED' }],
    ['the branch of another kind', { gift: { gift: '可乐' } }, { field: ['gift'], reason: 'FIXED' }],
    ['a term', { validity: { termDays: 60 } }, { field: ['validity', 'termDays'], reason: 'VALIDITY_NARROWED' }],
    ['who may claim', { bindOpenid: true }, { field: ['bindOpenid'], weixinCode: 40112, reason: 'BINDING_FIXED' }],
    ['a title beyond its length', { title: '一二三四五六七八九十' }, { field: ['title'], fault: 'TOO_LONG' }],
    ['an old version', { expectedVersion: 9, title: '好' }, { __typename: 'StaleVersionError' }],
  ])('refuses %s', async (_what, changes, refusal) => {
    const { id } = await aCard(merchant.ctx);
    const answer = await update({ id, ...changes });
    expect(answer).toMatchObject({ card: null, version: null, userErrors: [refusal] });
  });

  it('refuses a deleted card and says what it would allow', async () => {
    const { id } = await aCard(merchant.ctx);
    await run('cardDelete', 'card { status }', { id });
    expect((await update({ id, title: '好' })).userErrors).toMatchObject([
      {
        __typename: 'CardStatusError',
        code: 'CARD_STATUS_FORBIDS',
        weixinCode: 40078,
        status: 'DELETED',
        allowed: ['COPY'],
      },
    ]);
  });

  it('repeats the answer of a key, and knows no card of another merchant', async () => {
    const { id } = await aCard(merchant.ctx);
    const order = { id, title: '新标题', idempotencyKey: 'update-0001' };
    const first = await update(order);
    expect(await update(order)).toEqual({ ...first, replayed: true });
    const other = await api.aMerchant();
    expect((await update({ id, title: '好' }, other.secretKey)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});

describe('the life of a card', () => {
  it('is withdrawn, relisted, copied and deleted', async () => {
    const { id } = await aCard(merchant.ctx, { externalId: 'spring' });
    const card = 'card { id status withdrawnBy allowedOperations }';
    expect((await run('cardWithdraw', card, { externalId: 'spring' })).card).toMatchObject({
      status: 'WITHDRAWN',
      withdrawnBy: 'MERCHANT',
      allowedOperations: ['EDIT', 'RELIST', 'DELETE', 'COPY', 'SET_AUDIENCE'],
    });
    expect((await run('cardWithdraw', card, { id })).userErrors).toMatchObject([{ status: 'WITHDRAWN' }]);
    expect((await run('cardRelist', card, { id })).card).toMatchObject({ status: 'READY', withdrawnBy: null });
    expect((await run('cardDelete', card, { id })).card).toMatchObject({ status: 'DELETED' });
    const copied = await run('cardCopy', 'replayed card { id title externalId stock { quantity } }', {
      id,
      title: '副本',
      quantity: 2,
      idempotencyKey: 'copy-00001',
    });
    expect(copied).toMatchObject({
      replayed: false,
      card: { title: '副本', externalId: null, stock: { quantity: 2 } },
    });
    expect(copied.card.id).not.toBe(id);
  });

  it('finds cards by the status of the moment', async () => {
    const shop = await api.aMerchant();
    const [ready, withdrawn] = [await aCard(shop.ctx), await aCard(shop.ctx)];
    await run('cardWithdraw', 'card { id }', { id: withdrawn.id }, shop.secretKey);
    const list = (status: string) =>
      ask(`{ cards(where: { status: { in: [${status}] } }) { nodes { id } } }`, shop.secretKey);
    expect(await list('READY')).toEqual({ cards: { nodes: [{ id: ready.id }] } });
    expect(await list('WITHDRAWN, DELETED')).toEqual({ cards: { nodes: [{ id: withdrawn.id }] } });
  });
});

describe('reviewDecide', () => {
  const QUEUE = `{ reviews(where: { status: { eq: OPEN } }, first: 100) {
    nodes { id subject channel status dueAt reasons merchant { appId } card { id title } version { face { title } } } } }`;

  it('takes a card from the operator’s queue to its users', async () => {
    const shop = await api.aMerchant();
    await closeFast(shop, '2099-01-01T00:00:00Z');
    const made = await run(
      'cardCreate',
      'card { id status review { id status } }',
      {
        cash: {
          title: '满100减10',
          brandName: '海底捞',
          logoUrl: IMAGE_URL,
          color: 'Color010',
          notice: '使用时出示',
          description: '不可与其他优惠同享',
          codeType: 'CODE_TYPE_QRCODE',
          validity: { type: 'FIX_TERM', termDays: 30 },
          quantity: 10,
          reduceCostFen: 1_000,
        },
      },
      shop.secretKey,
    );
    expect(made.card).toMatchObject({ status: 'IN_REVIEW', review: { status: 'OPEN' } });
    const { nodes } = (await ask(QUEUE, operator)).reviews;
    const mine = nodes.filter((node: { merchant: { appId: string } }) => node.merchant.appId === shop.appId);
    expect(mine).toMatchObject([
      { id: made.card.review.id, subject: 'CARD', card: { id: made.card.id }, version: null },
    ]);
    expect(nodes.map(({ dueAt }: { dueAt: string }) => dueAt)).toEqual(
      nodes.map(({ dueAt }: { dueAt: string }) => dueAt).toSorted(),
    );
    const decide = (input: object, caller = operator) =>
      run('reviewDecide', 'review { status reasons card { status } }', { reviewId: mine[0].id, ...input }, caller);
    expect((await decide({ verdict: 'REJECTED' })).userErrors).toMatchObject([
      { field: ['reasons'], fault: 'MISSING' },
    ]);
    expect((await decide({ verdict: 'REJECTED', reasons: ['标题不实'] })).review).toEqual({
      status: 'REJECTED',
      reasons: ['标题不实'],
      card: { status: 'REJECTED' },
    });
    expect((await decide({ verdict: 'APPROVED' })).userErrors).toMatchObject([
      { __typename: 'ReviewDecidedError', status: 'REJECTED' },
    ]);
    expect(await ask('{ reviews { nodes { status reasons } } }', shop.secretKey)).toEqual({
      reviews: { nodes: [{ status: 'REJECTED', reasons: ['标题不实'] }] },
    });
  });

  it('is not for merchants, and neither is the channel', async () => {
    const decide = 'mutation { reviewDecide(input: { reviewId: "rev_1", verdict: APPROVED }) { userErrors { code } } }';
    const close = `mutation { merchantFastReviewSet(input: { appId: "${merchant.appId}" }) { userErrors { code } } }`;
    for (const document of [decide, close]) {
      const { json } = await api.gql(document, {}, merchant.secretKey);
      expect(json.errors[0].extensions.code).toBe('FORBIDDEN');
    }
  });

  it('shows an operator the history of the merchant that is named', async () => {
    await aCard(merchant.ctx);
    const named = { ...bearer(operator), 'X-Kaquan-Merchant': merchant.appId };
    const { reviews } = await ask(
      '{ reviews(first: 1, where: { channel: { eq: FAST } }) { nodes { status } } }',
      named,
    );
    expect(reviews.nodes).toEqual([{ status: 'APPROVED' }]);
    const all = await ask('{ reviews(first: 100) { nodes { status } } }', operator);
    expect(all.reviews.nodes.every(({ status }: { status: string }) => status === 'OPEN')).toBe(true);
  });
});

describe('the people of a card', () => {
  it('are its testers and its audience', async () => {
    const set = await run('cardTestersSet', 'testers { openid createdAt }', { openids: ['ann', 'bob'] });
    expect(set).toMatchObject({ testers: [{ openid: 'ann' }, { openid: 'bob' }], userErrors: [] });
    expect(await ask('{ cardTesters { openid } }')).toEqual({ cardTesters: [{ openid: 'ann' }, { openid: 'bob' }] });
    const refused = await run('cardTestersSet', 'testers { openid }', { openids: ['a b'] });
    expect(refused).toMatchObject({ testers: null, userErrors: [{ field: ['openids', '0'], fault: 'OPENID' }] });
    const { id } = await aCard(merchant.ctx, { bindOpenid: true });
    const audience = await run('cardAudienceSet', 'card { bindsOpenid audienceCount }', {
      cardId: id,
      openids: ['ann'],
    });
    expect(audience.card).toEqual({ bindsOpenid: true, audienceCount: 1 });
  });

  it('takes an audience of thousands in one call', async () => {
    const { id } = await aCard(merchant.ctx, { bindOpenid: true });
    const openids = Array.from({ length: 7_000 }, (_, index) => `oABCDEFGHIJKLMNOPQRSTU_${10_000 + index}`);
    const { card } = await run('cardAudienceSet', 'card { audienceCount }', { cardId: id, openids });
    expect(card).toEqual({ audienceCount: 7_000 });
  });

  it('are told what is in the way of a claim', async () => {
    const { id } = await aCard(merchant.ctx, { bindOpenid: true, quantity: 0 });
    const { card } = await ask(
      `query ($id: ID!) { card(id: $id) { claimability(openid: "ann") { canClaim serverTime
        checks { check verdict changesAt reason { __typename code weixinCode ... on NotEligibleError { reason } } } } } }`,
      merchant.secretKey,
      { id },
    );
    expect(card.claimability).toMatchObject({ canClaim: false });
    expect(card.claimability.checks.filter(({ verdict }: { verdict: string }) => verdict === 'FAIL')).toEqual([
      {
        check: 'AUDIENCE',
        verdict: 'FAIL',
        changesAt: null,
        reason: { __typename: 'NotEligibleError', code: 'NOT_ELIGIBLE', weixinCode: 40112, reason: 'AUDIENCE' },
      },
      {
        check: 'STOCK',
        verdict: 'FAIL',
        changesAt: null,
        reason: { __typename: 'OutOfStockError', code: 'OUT_OF_STOCK', weixinCode: 45031 },
      },
    ]);
  });
});
