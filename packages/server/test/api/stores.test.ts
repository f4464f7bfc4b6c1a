import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../src/domain/access/index.ts';
import { aCard, aStore, IMAGE_URL } from '../kit/factories.ts';
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

const DRAFT = {
  businessName: '海底捞',
  branchName: '王府井店',
  province: '北京市',
  city: '北京市',
  address: '王府井大街 1 号',
  telephone: '010-12345678',
  categories: ['美食,火锅'],
  longitude: 116.41,
  latitude: 39.91,
};

const STORE = `id poiId name businessName branchName province city district address telephone categories offsetType longitude latitude
  photoUrls recommend special introduction openTime averagePriceYuan externalId state version createdAt updatedAt deletedAt`;
const ERRORS = `userErrors { __typename code message field retryable weixinCode
  ... on StaleVersionError { currentVersion } ... on InvalidInputError { fault } }`;

/** Runs one of the three mutations and gives its payload. */
async function change(name: 'Create' | 'Update' | 'Delete', input: object, key = merchant.secretKey): Promise<Json> {
  const document = `mutation ($input: Store${name}Input!) { store${name}(input: $input) { store { ${STORE} } ${ERRORS} } }`;
  const { json } = await api.gql(document, { input }, key);
  return json.data?.[`store${name}`] ?? json;
}

describe('storeCreate', () => {
  it('makes a store that is usable at once', async () => {
    const input = {
      ...DRAFT,
      externalId: 's-1',
      district: '东城区',
      photoUrls: [IMAGE_URL],
      recommend: '毛肚',
      averagePriceYuan: 120,
    };
    const { store, userErrors } = await change('Create', input);
    expect(userErrors).toEqual([]);
    expect(store).toMatchObject({
      ...input,
      name: '海底捞（王府井店）',
      state: 'APPROVED',
      version: 1,
      offsetType: 1,
      special: null,
      deletedAt: null,
    });
    expect([store.id, store.poiId]).toEqual([expect.stringMatching(/^store_/), expect.any(Number)]);
  });

  it.each([
    ['businessName', { businessName: '' }, 65109, 'STORE_NAME'],
    ['address', { address: null }, 65110, 'STORE_ADDRESS'],
    ['telephone', { telephone: 'none' }, 65111, 'STORE_TELEPHONE'],
    ['city', { city: null }, 65112, 'STORE_CITY'],
    ['province', { province: ' ' }, 65113, 'STORE_PROVINCE'],
    ['categories', { categories: [] }, 65104, 'STORE_CATEGORIES'],
    ['photoUrls.0', { photoUrls: ['http://example.com/a.png'] }, 65105, 'STORE_PHOTOS'],
    ['latitude', { latitude: 91 }, 40035, 'INVALID'],
    ['introduction', { introduction: 'a\u0007b' }, 40035, 'INVALID'],
  ])('refuses a wrong %s as data', async (field, changes, weixinCode, fault) => {
    const { store, userErrors } = await change('Create', { ...DRAFT, ...changes });
    expect(store).toBeNull();
    expect(userErrors).toMatchObject([
      { __typename: 'InvalidInputError', code: 'INVALID_INPUT', field: field.split('.'), weixinCode, fault },
    ]);
  });

  it('refuses an externalId that is taken', async () => {
    await change('Create', { ...DRAFT, externalId: 'taken' });
    const { userErrors } = await change('Create', { ...DRAFT, externalId: 'taken' });
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['externalId'] }]);
  });

  it('refuses an unknown field and a number beyond Int at the door', async () => {
    for (const wrong of [{ shoeSize: 43 }, { averagePriceYuan: 3_000_000_000 }, { longitude: 'east' }]) {
      const answer = await change('Create', { ...DRAFT, ...wrong });
      expect(answer.errors[0].extensions.code).toBe('BAD_REQUEST');
    }
  });
});

describe('storeUpdate', () => {
  it('changes service fields by any name of the store', async () => {
    const { id, poiId } = await aStore(merchant.ctx, { externalId: 'u-1' });
    expect((await change('Update', { id, expectedVersion: 1, special: 'Wi-Fi' })).store).toMatchObject({
      special: 'Wi-Fi',
      version: 2,
    });
    expect((await change('Update', { poiId, special: null })).store).toMatchObject({ special: null, version: 3 });
    expect((await change('Update', { externalId: 'u-1', openTime: '9-18' })).store).toMatchObject({
      openTime: '9-18',
      version: 4,
    });
  });

  it('refuses a stale version with the current one', async () => {
    const { id } = await aStore(merchant.ctx);
    await change('Update', { id, special: 'a' });
    const { userErrors } = await change('Update', { id, expectedVersion: 1, special: 'b' });
    expect(userErrors).toMatchObject([
      { __typename: 'StaleVersionError', code: 'STALE_VERSION', currentVersion: 2, field: ['expectedVersion'] },
    ]);
  });

  it('knows no name and no address that could change', async () => {
    const { id } = await aStore(merchant.ctx);
    expect((await change('Update', { id, businessName: '新' })).errors[0].extensions.code).toBe('BAD_REQUEST');
    expect((await change('Update', { id, address: '新' })).errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  it('lets one of two edits of the same version through', async () => {
    const { id } = await aStore(merchant.ctx);
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((special) => change('Update', { id, expectedVersion: 1, special })),
    );
    expect(answers.filter(({ store }) => store !== null)).toHaveLength(1);
    expect(answers.filter(({ userErrors }) => userErrors[0]?.code === 'STALE_VERSION')).toHaveLength(3);
  });
});

describe('storeDelete', () => {
  it('takes the store out of every list', async () => {
    const { id } = await aStore(merchant.ctx);
    expect((await change('Delete', { id })).store).toMatchObject({ id, deletedAt: expect.any(String) });
    const { json } = await api.gql(
      'query ($id: ID!) { store(id: $id) { id } stores(where: { id: { eq: $id } }) { nodes { id } } }',
      { id },
      merchant.secretKey,
    );
    expect(json.data).toEqual({ store: null, stores: { nodes: [] } });
    expect((await change('Delete', { id })).userErrors).toMatchObject([{ code: 'NOT_FOUND', weixinCode: 40098 }]);
  });

  it('refuses a store that a live card names', async () => {
    const { id } = await aStore(merchant.ctx);
    await aCard(merchant.ctx, { storeIds: [id] });
    expect((await change('Delete', { id })).userErrors).toMatchObject([
      { __typename: 'StoreInUseError', code: 'STORE_IN_USE', weixinCode: 65117 },
    ]);
  });
});

describe('store and stores', () => {
  it('find a store by each of its names', async () => {
    const { id, poiId } = await aStore(merchant.ctx, { externalId: 'q-1' });
    const document =
      'query ($poiId: Int!, $id: ID!) { a: store(id: $id) { id } b: store(poiId: $poiId) { id } c: store(externalId: "q-1") { id } d: store(externalId: "none") { id } }';
    const { json } = await api.gql(document, { id, poiId }, merchant.secretKey);
    expect(json.data).toEqual({ a: { id }, b: { id }, c: { id }, d: null });
  });

  it('refuse two names at once', async () => {
    const { json } = await api.gql('{ store(poiId: 1, externalId: "a") { id } }', {}, merchant.secretKey);
    expect(json.errors[0].extensions).toMatchObject({ code: 'BAD_REQUEST', field: ['id'] });
  });

  it('order, choose, page and count', async () => {
    const owner = await api.aMerchant();
    for (const businessName of ['c', 'a', 'b']) await aStore(owner.ctx, { businessName });
    const document = `query ($after: String) { stores(first: 2, after: $after, orderBy: { by: BUSINESS_NAME, direction: ASC }) {
      nodes { businessName } pageInfo { hasNextPage endCursor } count { value precision } } }`;
    const first = (await api.gql(document, {}, owner.reportKey)).json.data.stores;
    expect(first).toMatchObject({
      nodes: [{ businessName: 'a' }, { businessName: 'b' }],
      pageInfo: { hasNextPage: true },
      count: { value: 3, precision: 'EXACT' },
    });
    const second = (await api.gql(document, { after: first.pageInfo.endCursor }, owner.reportKey)).json.data.stores;
    expect(second).toMatchObject({ nodes: [{ businessName: 'c' }], pageInfo: { hasNextPage: false } });
    const chosen = await api.gql(
      '{ stores(where: { or: [{ businessName: { in: ["a"] } }, { poiId: { lt: 0 } }] }) { nodes { businessName } } }',
      {},
      owner.secretKey,
    );
    expect(chosen.json.data.stores.nodes).toEqual([{ businessName: 'a' }]);
  });

  it('show nothing of another merchant', async () => {
    const { id, poiId } = await aStore(merchant.ctx);
    const { json } = await api.gql(
      'query ($id: ID!, $poiId: Int!) { a: store(id: $id) { id } b: store(poiId: $poiId) { id } stores { nodes { id } } }',
      { id, poiId },
      other.secretKey,
    );
    expect(json.data).toEqual({ a: null, b: null, stores: { nodes: [] } });
    for (const name of ['Update', 'Delete'] as const) {
      expect((await change(name, { id }, other.secretKey)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
  });

  it('are closed to pages and to keys without the scope', async () => {
    const page = publicCaller(api, merchant, 'ann');
    expect((await page('{ stores { nodes { id } } }')).json.errors[0].extensions.code).toBe('FORBIDDEN');
    const { secret } = await createKey(merchant.ctx, {
      kind: 'SECRET',
      name: 'reader',
      isTest: true,
      scopes: ['stores:read'],
    });
    expect((await change('Create', DRAFT, secret)).errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('take a zero byte for a name that nobody has', async () => {
    const { json } = await api.gql(
      'query ($name: String!) { store(externalId: $name) { id } stores(where: { businessName: { eq: $name } }) { nodes { id } } }',
      { name: 'a\0' },
      merchant.secretKey,
    );
    expect(json.errors?.[0]?.extensions?.code).not.toBe('INTERNAL');
  });
});

describe('storesNear', () => {
  const NEAR = `query ($latitude: Float!, $longitude: Float!, $first: Int, $radiusMeters: Int, $cardId: ID) {
    storesNear(latitude: $latitude, longitude: $longitude, first: $first, radiusMeters: $radiusMeters, cardId: $cardId) {
      distanceMeters store { id poiId name address telephone latitude longitude } } }`;
  const ME = { latitude: 39.91, longitude: 116.41 };

  it('shows a page and its users the stores around them, nearest first', async () => {
    const owner = await api.aMerchant();
    const far = await aStore(owner.ctx, { latitude: 39.95 });
    const close = await aStore(owner.ctx);
    await aStore(merchant.ctx);
    for (const caller of [publicCaller(api, owner), publicCaller(api, owner, 'ann')]) {
      const { json } = await caller(NEAR, ME);
      expect(json.data.storesNear).toMatchObject([
        { distanceMeters: 0, store: { id: close.id, name: '海底捞（王府井店）', address: close.address } },
        { distanceMeters: 4_448, store: { id: far.id } },
      ]);
    }
  });

  it('keeps to the stores of a card', async () => {
    const owner = await api.aMerchant();
    const [one, two] = [await aStore(owner.ctx), await aStore(owner.ctx)];
    const [named, all] = [
      await aCard(owner.ctx, { storeIds: [two.id] }),
      await aCard(owner.ctx, { usesAllStores: true }),
    ];
    const page = publicCaller(api, owner);
    const idsFor = async (cardId: string): Promise<string[]> =>
      (await page(NEAR, { ...ME, cardId })).json.data.storesNear.map(({ store }: Json) => store.id);
    expect(await idsFor(named.id)).toEqual([two.id]);
    expect((await idsFor(all.id)).toSorted()).toEqual([one.id, two.id].toSorted());
    const { json } = await publicCaller(api, merchant)(NEAR, { ...ME, cardId: named.id });
    expect(json.errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it.each([
    ['latitude', { latitude: 90.5 }],
    ['longitude', { longitude: -181 }],
    ['first', { first: 0 }],
    ['first', { first: 101 }],
    ['radiusMeters', { radiusMeters: 500_001 }],
  ])('refuses a %s out of bounds by name', async (field, changes) => {
    const { json } = await publicCaller(api, merchant)(NEAR, { ...ME, ...changes });
    expect(json.errors[0].extensions).toMatchObject({ code: 'BAD_REQUEST', field: [field] });
  });

  it('keeps what is the merchant’s alone from pages', async () => {
    const owner = await api.aMerchant();
    await aStore(owner.ctx, { externalId: 'secret-1' });
    const document = `{ storesNear(latitude: 39.91, longitude: 116.41) { store { externalId } } }`;
    const page = await publicCaller(api, owner)(document);
    expect(page.json.errors[0].extensions.code).toBe('FORBIDDEN');
    expect(page.text).not.toContain('secret-1');
    expect((await api.gql(document, {}, owner.secretKey)).json.data.storesNear).toEqual([
      { store: { externalId: 'secret-1' } },
    ]);
  });

  it('asks for a credential', async () => {
    expect((await api.gql(NEAR, ME)).status).toBe(401);
  });
});
