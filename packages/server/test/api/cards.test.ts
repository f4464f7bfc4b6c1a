import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCard, aStore, IMAGE_URL, leftOf } from '../kit/factories.ts';
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

const FACE = {
  title: '满100减10',
  brandName: '海底捞',
  logoUrl: IMAGE_URL,
  color: 'Color010',
  notice: '使用时出示',
  description: '不可与其他优惠同享',
  codeType: 'CODE_TYPE_QRCODE',
  validity: { type: 'FIX_TERM', termDays: 30 },
  quantity: 10,
};

const BENEFITS = {
  groupon: [{ dealDetail: '双人套餐' }, { __typename: 'GrouponBenefit', dealDetail: '双人套餐' }],
  cash: [
    { leastCostFen: 10_000, reduceCostFen: 1_050 },
    {
      __typename: 'CashBenefit',
      leastCostFen: 10_000,
      reduceCostFen: 1_050,
      reduceCost: { amount: 1_050, currency: 'CNY', decimal: '10.50' },
    },
  ],
  discount: [{ percentOff: 30 }, { __typename: 'DiscountBenefit', percentOff: 30 }],
  gift: [{ gift: '可乐一杯' }, { __typename: 'GiftBenefit', gift: '可乐一杯' }],
  generalCoupon: [{ defaultDetail: '凭券停车' }, { __typename: 'GeneralCouponBenefit', defaultDetail: '凭券停车' }],
} as const;

const CREATE = `mutation ($input: CardCreateInput!) {
  cardCreate(input: $input) {
    replayed
    card {
      id kind status title externalId color { name hex } codeType claimLimit useLimit canShare canGiveFriend version
      validity { type from until termDays termStartDays } stock { quantity left }
      benefit {
        __typename
        ... on GrouponBenefit { dealDetail } ... on DiscountBenefit { percentOff } ... on GiftBenefit { gift }
        ... on CashBenefit { leastCostFen reduceCostFen reduceCost { amount currency decimal } } ... on GeneralCouponBenefit { defaultDetail }
      }
    }
    userErrors { __typename code message field retryable weixinCode ... on InvalidInputError { fault } ... on NotFoundError { noun } }
  }
}`;

const create = (branch: object, caller: string | Record<string, string> = merchant.secretKey) =>
  api.gql(CREATE, { input: branch }, caller);
const cash = (changes: object = {}) => ({ cash: { ...FACE, ...BENEFITS.cash[0], ...changes } });
const cardsOf = (of: ServedMerchant) => api.root.prisma.card.count({ where: { merchantId: of.id } });

describe('cardCreate', () => {
  it.each(Object.entries(BENEFITS))('makes a card by the branch %s', async (branch, [given, shown]) => {
    const { json } = await create({ [branch]: { ...FACE, ...given } });
    expect(json.errors).toBeUndefined();
    expect(json.data.cardCreate.userErrors).toEqual([]);
    expect(json.data.cardCreate.card).toMatchObject({
      id: expect.stringMatching(/^card_[0-9A-Z]{26}$/),
      status: 'READY',
      title: FACE.title,
      color: { name: 'Color010', hex: '#63b359' },
      claimLimit: 50,
      useLimit: 50,
      canShare: true,
      canGiveFriend: true,
      validity: { type: 'FIX_TERM', from: null, until: null, termDays: 30, termStartDays: 0 },
      stock: { quantity: 10, left: 10 },
      benefit: shown,
    });
  });

  it('takes a bare date as an end for the end of that day in the merchant’s zone', async () => {
    const validity = { type: 'FIX_TIME_RANGE', from: '2037-01-01T00:00:00+08:00', until: '2037-01-31' };
    const { json } = await create(cash({ validity }));
    expect(json.data.cardCreate.card.validity).toMatchObject({
      from: '2036-12-31T16:00:00.000Z',
      until: '2037-01-31T16:00:00.000Z',
    });
  });

  it('shows every part of the face again', async () => {
    const parts = {
      subTitle: '周末不可用',
      servicePhone: '020-88888888',
      source: '大众点评',
      center: { title: '立即使用', subTitle: '很快', url: 'https://shop.example/use' },
      promotion: { title: '更多', appUserName: 'gh_1', appPath: 'pages/index' },
      useCondition: { acceptCategory: '鞋类', leastCostFen: 5_000, canUseWithOtherDiscount: false },
      abstract: { text: '微信餐厅', iconUrls: [IMAGE_URL] },
      textImages: [{ imageUrl: IMAGE_URL, text: '菜品' }],
      businessServices: ['BIZ_SERVICE_FREE_WIFI'],
      timeLimits: [{ day: 'MONDAY', beginHour: 10, endHour: 21 }],
    };
    const { json } = await create(cash(parts));
    const { id } = json.data.cardCreate.card;
    const read = `query ($id: ID!) { card(id: $id) {
      subTitle servicePhone source businessServices abstract { text iconUrl } textImages { imageUrl text }
      entries { center { title subTitle url } custom { title } promotion { title appUserName appPath } }
      useCondition { acceptCategory rejectCategory leastCostFen leastCost { decimal } canUseWithOtherDiscount }
      timeLimits { day beginHour beginMinute endHour endMinute } } }`;
    const answer = await api.gql(read, { id }, merchant.secretKey);
    expect(answer.json.data.card).toEqual({
      subTitle: parts.subTitle,
      servicePhone: parts.servicePhone,
      source: parts.source,
      businessServices: parts.businessServices,
      abstract: { text: '微信餐厅', iconUrl: IMAGE_URL },
      textImages: parts.textImages,
      entries: { center: parts.center, custom: null, promotion: parts.promotion },
      useCondition: {
        acceptCategory: '鞋类',
        rejectCategory: null,
        leastCostFen: 5_000,
        leastCost: { decimal: '50.00' },
        canUseWithOtherDiscount: false,
      },
      timeLimits: [{ day: 'MONDAY', beginHour: 10, beginMinute: null, endHour: 21, endMinute: null }],
    });
  });

  it.each<[string, object, string[], number]>([
    ['no title', { title: null }, ['title'], 41011],
    ['an empty notice', { notice: ' ' }, ['notice'], 41011],
    ['a long title', { title: '一二三四五六七八九十' }, ['title'], 45021],
    ['an unknown colour', { color: 'red' }, ['color'], 40076],
    ['a negative quantity', { quantity: -1 }, ['quantity'], 40122],
    ['a huge quantity', { quantity: 100_000_001 }, ['quantity'], 40122],
    [
      'an end before the begin',
      { validity: { type: 'FIX_TIME_RANGE', from: '2030-01-02T00:00:00Z', until: '2030-01-01T00:00:00Z' } },
      ['validity', 'until'],
      40079,
    ],
    [
      'a day that is none',
      { validity: { type: 'FIX_TIME_RANGE', from: '2037-01-01', until: '2037-02-30' } },
      ['validity', 'until'],
      40079,
    ],
    [
      'a validity that is over',
      { validity: { type: 'FIX_TIME_RANGE', from: '2020-01-01T00:00:00Z', until: '2020-02-01T00:00:00Z' } },
      ['validity', 'until'],
      40079,
    ],
    ['an image of another host', { logoUrl: 'https://elsewhere.example/a.png' }, ['logoUrl'], 40141],
    ['stores and all stores', { usesAllStores: true, poiIds: [1] }, ['poiIds'], 40035],
    ['a store that is not there', { storeIds: ['store_01J00000000000000000000000'] }, ['storeIds', '0'], 40098],
    ['no reduction', { reduceCostFen: null }, ['reduceCostFen'], 41011],
    ['an unknown mode of codes', { useCustomCode: true, getCustomCodeMode: 'LATER' }, ['getCustomCodeMode'], 40035],
  ])('refuses %s with its field and makes nothing', async (_what, changes, field, weixinCode) => {
    const before = await cardsOf(merchant);
    const { status, json } = await create(cash(changes));
    expect([status, json.errors]).toEqual([200, undefined]);
    expect(json.data.cardCreate.card).toBeNull();
    expect(json.data.cardCreate.userErrors).toEqual([expect.objectContaining({ field, weixinCode, retryable: false })]);
    expect(await cardsOf(merchant)).toBe(before);
  });

  it('speaks the language of the caller', async () => {
    const headers = { Authorization: `Bearer ${merchant.secretKey}`, 'Accept-Language': 'zh-CN,zh;q=0.9' };
    const { json } = await create(cash({ title: '一二三四五六七八九十' }), headers);
    expect(json.data.cardCreate.userErrors[0]).toMatchObject({
      code: 'INVALID_INPUT',
      fault: 'TOO_LONG',
      message: '文字过长',
    });
  });

  it.each<[string, object, RegExp]>([
    ['no branch', {}, /CardCreateInput/],
    ['two branches', { ...cash(), gift: { ...FACE, gift: 'x' } }, /CardCreateInput/],
    ['a null branch', { cash: null }, /cash/],
    ['a field of another kind', cash({ dealDetail: 'x' }), /dealDetail/],
    ['an unknown field', cash({ colour: 'x' }), /colour/],
    ['a text for a number', cash({ quantity: '10' }), /quantity/],
    ['an amount with a fraction', cash({ reduceCostFen: 1.5 }), /reduceCostFen/],
    ['a negative amount', cash({ reduceCostFen: -1 }), /reduceCostFen/],
    [
      'a time without its offset',
      cash({ validity: { type: 'FIX_TIME_RANGE', from: '2030-01-01 00:00:00' } }),
      /validity.from/,
    ],
    ['a zero byte', cash({ title: 'a\0b' }), /title/],
  ])('answers %s with a bad request that names it', async (_what, input, named) => {
    const { status, json } = await create(input);
    expect([status, json.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
    expect(json.errors[0].message).toMatch(named);
  });

  it.each<[string, object, string[]]>([
    ['a field of another kind', cash({ dealDetail: 'x' }), ['input', 'cash', 'dealDetail']],
    ['a negative amount', cash({ reduceCostFen: -1 }), ['input', 'cash', 'reduceCostFen']],
    ['a quantity above 2^31', cash({ quantity: 2 ** 31 }), ['input', 'cash', 'quantity']],
    ['an unknown code type', cash({ codeType: 'CODE_TYPE_SMELL' }), ['input', 'cash', 'codeType']],
    ['a zero byte', cash({ title: 'a\0b' }), ['input', 'cash', 'title']],
    ['a time that is none', cash({ validity: { until: 'soon' } }), ['input', 'cash', 'validity', 'until']],
  ])('tells the field of %s', async (_what, input, field) => {
    const { json } = await create(input);
    expect(json.errors[0].extensions).toMatchObject({ code: 'BAD_REQUEST', field, requestId: expect.any(String) });
  });

  it('tells the field of a value in the document itself', async () => {
    const { json } = await api.gql(
      'mutation { cardCreate(input: { gift: { quantity: 1.5 } }) { card { id } } }',
      {},
      merchant.secretKey,
    );
    expect(json.errors[0].extensions).toMatchObject({ code: 'BAD_REQUEST', field: ['input', 'gift', 'quantity'] });
  });

  it('gives the same card for the same key', async () => {
    const input = cash({ idempotencyKey: 'create-once-1' });
    const [first, second] = [await create(input), await create(input)];
    expect(second.json.data.cardCreate.card).toEqual(first.json.data.cardCreate.card);
    expect([first, second].map(({ json }) => json.data.cardCreate.replayed)).toEqual([false, true]);
    const changed = await create(cash({ idempotencyKey: 'create-once-1', quantity: 11 }));
    expect(changed.json.data.cardCreate.userErrors[0].code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('refuses the external id of another card', async () => {
    await create(cash({ externalId: 'sku-1' }));
    const { json } = await create(cash({ externalId: 'sku-1' }));
    expect(json.data.cardCreate.userErrors[0]).toMatchObject({ code: 'INVALID_INPUT', field: ['externalId'] });
    expect((await create(cash({ externalId: 'sku-1' }), other.secretKey)).json.data.cardCreate.userErrors).toEqual([]);
  });

  it('needs the scope cards:write', async () => {
    const { json } = await create(cash(), merchant.reportKey);
    expect(json).toMatchObject({
      data: null,
      errors: [{ path: ['cardCreate'], extensions: { code: 'FORBIDDEN', requestId: expect.any(String) } }],
    });
  });
});

describe('card', () => {
  const READ =
    'query ($id: ID, $externalId: String) { card(id: $id, externalId: $externalId) { id externalId stock { quantity left } } }';
  const read = async (variables: object, caller = merchant.secretKey): Promise<Json> =>
    (await api.gql(READ, variables, caller)).json;

  it('is found by either id', async () => {
    const { id } = await aCard(merchant.ctx, { externalId: 'find-me' });
    const found = { data: { card: { id, externalId: 'find-me', stock: { quantity: 10, left: 10 } } } };
    expect(await read({ id })).toMatchObject(found);
    expect(await read({ externalId: 'find-me' })).toMatchObject(found);
  });

  it('is null for another merchant, also as a node', async () => {
    const { id } = await aCard(merchant.ctx);
    expect((await read({ id }, other.secretKey)).data.card).toBeNull();
    const nodes = 'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id, "nonsense"]) { id } }';
    expect((await api.gql(nodes, { id }, other.secretKey)).json.data).toEqual({ node: null, nodes: [null, null] });
    expect((await api.gql(nodes, { id }, merchant.secretKey)).json.data).toEqual({
      node: { id },
      nodes: [{ id }, null],
    });
  });

  it.each([[{}], [{ id: 'card_x', externalId: 'x' }]])('refuses %j: one of both is needed', async (variables) => {
    expect((await read(variables)).errors[0].extensions).toMatchObject({ code: 'BAD_REQUEST', field: ['id'] });
  });

  it('lists its stores, or all of the moment', async () => {
    const [first, second] = [await aStore(merchant.ctx), await aStore(merchant.ctx, { branchName: '西单店' })];
    const named = await aCard(merchant.ctx, { storeIds: [first.id] });
    const everywhere = await aCard(merchant.ctx, { usesAllStores: true });
    const stores = 'query ($id: ID!) { card(id: $id) { stores(first: 100) { nodes { id name } count { value } } } }';
    const storesOf = async (id: string): Promise<Json> =>
      (await api.gql(stores, { id }, merchant.secretKey)).json.data.card.stores;
    expect(await storesOf(named.id)).toEqual({
      nodes: [{ id: first.id, name: '海底捞（王府井店）' }],
      count: { value: 1 },
    });
    expect((await storesOf(everywhere.id)).nodes.map(({ id }: { id: string }) => id)).toEqual([second.id, first.id]);
  });
});

describe('cardFace', () => {
  const FACE_QUERY =
    'query ($id: ID!) { cardFace(id: $id) { id title status stock { left } stores { nodes { id } } } }';

  it('is read with a publishable key', async () => {
    const { id } = await aCard(merchant.ctx);
    const { json } = await publicCaller(api, merchant)(FACE_QUERY, { id });
    expect(json.data.cardFace).toEqual({
      id,
      title: FACE.title,
      status: 'READY',
      stock: { left: await leftOf(merchant.ctx, id) },
      stores: { nodes: [] },
    });
  });

  it('shows of the conditions of use those of its kind', async () => {
    const useCondition = { acceptCategory: 'Shoes', objectUseFor: 'Hat', leastCostFen: 5_000 };
    const conditions =
      'query ($id: ID!) { cardFace(id: $id) { useCondition { acceptCategory objectUseFor leastCostFen } } }';
    const shown = async (changes: Parameters<typeof aCard>[1]): Promise<unknown> => {
      const { id } = await aCard(merchant.ctx, { ...changes, useCondition });
      return (await publicCaller(api, merchant)(conditions, { id })).json.data.cardFace.useCondition;
    };
    expect(await shown({ kind: 'GROUPON', benefit: { dealDetail: '双人套餐' } })).toEqual({
      acceptCategory: null,
      objectUseFor: null,
      leastCostFen: null,
    });
    expect(await shown({})).toEqual({ acceptCategory: 'Shoes', objectUseFor: null, leastCostFen: 5_000 });
  });

  it('is null for another merchant', async () => {
    const { id } = await aCard(merchant.ctx);
    expect((await publicCaller(api, other)(FACE_QUERY, { id })).json.data.cardFace).toBeNull();
  });

  it('comes in the order of the ids, without what can not be seen', async () => {
    const [first, second, foreign] = [await aCard(merchant.ctx), await aCard(merchant.ctx), await aCard(other.ctx)];
    const faces = 'query ($ids: [ID!]!) { cardFaces(ids: $ids) { id stock { left } } }';
    const { json } = await publicCaller(api, merchant)(faces, { ids: [second.id, foreign.id, first.id, second.id] });
    expect(json.data.cardFaces.map(({ id }: { id: string }) => id)).toEqual([second.id, first.id]);
  });

  it('hides the quantity, and the merchant’s view as a whole', async () => {
    const { id } = await aCard(merchant.ctx);
    const call = publicCaller(api, merchant);
    const quantity = await call('query ($id: ID!) { cardFace(id: $id) { stock { quantity } } }', { id });
    expect(quantity.json.errors[0].extensions.code).toBe('FORBIDDEN');
    for (const document of ['query ($id: ID!) { card(id: $id) { id } }', 'query ($id: ID!) { node(id: $id) { id } }']) {
      expect((await call(document, { id })).json.errors[0].extensions.code).toBe('FORBIDDEN');
    }
  });
});
