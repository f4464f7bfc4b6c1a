import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey, registerOperations } from '../../src/domain/access/index.ts';
import { deleteStore } from '../../src/domain/stores/index.ts';
import { aStore } from '../kit/factories.ts';
import { publicCaller } from '../kit/public-caller.ts';
import { type Api, bearer, type Headers, type Json, type ServedMerchant, server } from '../kit/server.ts';

const OPERATOR_KEY = `op_${randomBytes(24).toString('hex')}`;
let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;

beforeAll(async () => {
  api = await server({ KAQUAN_OPERATOR_KEY: OPERATOR_KEY });
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

const operator = (): Headers => ({ ...bearer(OPERATOR_KEY), 'X-Kaquan-Merchant': merchant.appId });
const run = async (document: string, variables: object, caller: string | Headers = merchant.secretKey): Promise<Json> =>
  (await api.gql(document, variables, caller)).json;
const forbidden = { errors: [{ extensions: { code: 'FORBIDDEN', requestId: expect.any(String) } }] };

const VIEWER = '{ viewer { kind scopes } }';
const keyOf = async (scopes: readonly string[]): Promise<string> =>
  (await createKey(merchant.ctx, { kind: 'SECRET', name: 'narrow', isTest: true, scopes })).secret;

describe('viewer', () => {
  const VIEWER =
    '{ viewer { kind merchant { id appId name isSandbox timeZone } person { id } role openid scopes storeIds } }';

  it('tells each key what it is', async () => {
    const shown = {
      merchant: { id: merchant.id, appId: merchant.appId, isSandbox: true, timeZone: 'Asia/Shanghai' },
      person: null,
      role: null,
      openid: null,
      storeIds: [],
    };
    expect((await run(VIEWER, {})).data.viewer).toMatchObject({
      ...shown,
      kind: 'SECRET_KEY',
      scopes: expect.arrayContaining(['cards:write', 'keys:write']),
    });
    expect((await run(VIEWER, {}, merchant.reportKey)).data.viewer).toMatchObject({
      ...shown,
      kind: 'REPORT_KEY',
      scopes: expect.not.arrayContaining(['cards:write']),
    });
    expect((await publicCaller(api, merchant)(VIEWER)).json.data.viewer).toMatchObject({
      ...shown,
      kind: 'PUBLISHABLE_KEY',
      scopes: [],
    });
    expect((await publicCaller(api, merchant, 'ann')(VIEWER)).json.data.viewer).toMatchObject({
      ...shown,
      kind: 'USER',
      openid: 'ann',
      scopes: ['claims:write'],
    });
  });

  it('tells an operator in whose name it acts', async () => {
    expect((await run(VIEWER, {}, operator())).data.viewer).toMatchObject({
      kind: 'OPERATOR',
      merchant: { id: merchant.id },
    });
    expect((await run(VIEWER, {}, OPERATOR_KEY)).data.viewer).toMatchObject({ kind: 'OPERATOR', merchant: null });
  });

  it('comes with the settings of the merchant for who may read its cards', async () => {
    const settings = '{ merchant { id appId status permissions imageHosts loginUrl createdAt } }';
    expect((await run(settings, {})).data.merchant).toMatchObject({
      id: merchant.id,
      status: 'APPROVED',
      imageHosts: ['mmbiz.qpic.cn'],
    });
    expect((await publicCaller(api, merchant)(settings)).json).toMatchObject(forbidden);
  });
});

describe('keys', () => {
  const KEY =
    'key { id kind name hint isTest scopes storeIds ipAllowList costPerSecond expiresAt revokedAt replacedById }';
  const CREATE = `mutation ($input: KeyCreateInput!) { keyCreate(input: $input) { ${KEY} secret userErrors { code field } } }`;
  const ROTATE = `mutation ($input: KeyRotateInput!) { keyRotate(input: $input) { ${KEY} secret userErrors { code field ... on NotFoundError { noun } } } }`;
  const REVOKE = `mutation ($input: KeyRevokeInput!) { keyRevoke(input: $input) { ${KEY} userErrors { code field } } }`;
  const make = async (changes: object = {}): Promise<Json> =>
    (await run(CREATE, { input: { kind: 'SECRET', name: 'till', isTest: true, ...changes } })).data.keyCreate;
  const statusOf = async (secret: string): Promise<number> => (await api.gql(VIEWER, {}, secret)).status;

  it('are made with what they may do, and shown once', async () => {
    const { key, secret, userErrors } = await make({
      scopes: ['cards:read'],
      expiresAt: '2037-01-01T00:00:00+08:00',
      costPerSecond: 100,
    });
    expect(userErrors).toEqual([]);
    expect(key).toMatchObject({
      kind: 'SECRET',
      name: 'till',
      isTest: true,
      scopes: ['cards:read'],
      hint: secret.slice(-4),
      expiresAt: '2036-12-31T16:00:00.000Z',
      costPerSecond: 100,
    });
    expect(secret).toMatch(/^sk_test_[0-9A-Za-z]{32,}$/);
    expect((await run(VIEWER, {}, secret)).data.viewer.scopes).toEqual(['cards:read']);
    const listed = await api.gql('{ keys { id name hint } }', {}, merchant.secretKey);
    expect(listed.json.data.keys).toContainEqual({ id: key.id, name: 'till', hint: key.hint });
    expect(listed.text).not.toContain(secret);
  });

  it('work beside their successor for a while', async () => {
    const made = await make();
    const { key, secret } = (await run(ROTATE, { input: { keyId: made.key.id, overlapSeconds: 60 } })).data.keyRotate;
    expect([await statusOf(made.secret), await statusOf(secret)]).toEqual([200, 200]);
    expect(key).toMatchObject({ name: 'till', kind: 'SECRET' });
    const again = (await run(ROTATE, { input: { keyId: made.key.id, overlapSeconds: 60 } })).data.keyRotate;
    expect(again).toMatchObject({ key: null, secret: null, userErrors: [{ code: 'NOT_ALLOWED', field: ['keyId'] }] });
  });

  it('end at once when revoked', async () => {
    const made = await make();
    expect(await statusOf(made.secret)).toBe(200);
    expect((await run(REVOKE, { input: { keyId: made.key.id } })).data.keyRevoke.key.revokedAt).toMatch(/Z$/);
    expect(await statusOf(made.secret)).toBe(401);
  });

  it('that are revoked again stay as they are', async () => {
    const { key } = await make();
    const revoke = async () => (await run(REVOKE, { input: { keyId: key.id } })).data.keyRevoke;
    const first = await revoke();
    expect(await revoke()).toEqual(first);
    const told = { merchantId: merchant.id, type: 'key.revoked', data: { path: ['keyId'], equals: key.id } };
    expect(await api.root.prisma.event.count({ where: told })).toBe(1);
  });

  it.each<[string, object, object]>([
    ['no name', { name: ' ' }, { code: 'INVALID_INPUT', field: ['name'] }],
    ['no scope at all', { scopes: [] }, { code: 'INVALID_INPUT', field: ['scopes'] }],
    ['an unknown scope', { scopes: ['all:things'] }, { code: 'INVALID_INPUT', field: ['scopes', '0'] }],
    ['an address that is none', { ipAllowList: ['300.1.1.1'] }, { code: 'INVALID_INPUT', field: ['ipAllowList', '0'] }],
    ['an end in the past', { expiresAt: '2020-01-01T00:00:00Z' }, { code: 'INVALID_INPUT', field: ['expiresAt'] }],
    ['the kind of the operator', { kind: 'OPERATOR', isTest: false }, { code: 'NOT_ALLOWED' }],
  ])('are refused with %s', async (_what, changes, error) => {
    expect(await make(changes)).toMatchObject({ key: null, secret: null, userErrors: [error] });
  });

  it('that a bound key makes or rotates are bound as it is', async () => {
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const bound = await make({ ipAllowList: ['127.0.0.0/8', '::1'], expiresAt });
    const makeBy = async (changes: object): Promise<Json> => {
      const input = { kind: 'SECRET', name: 'Minted', isTest: true, ...changes };
      return (await run(CREATE, { input }, bound.secret)).data.keyCreate;
    };
    const refused = (field: string) => ({
      key: null,
      secret: null,
      userErrors: [{ code: 'NOT_ALLOWED', field: [field] }],
    });
    expect(await makeBy({ expiresAt })).toMatchObject(refused('ipAllowList'));
    expect(await makeBy({ ipAllowList: ['127.0.0.1', '10.0.0.1'], expiresAt })).toMatchObject(refused('ipAllowList'));
    expect(await makeBy({ ipAllowList: ['127.0.0.1'] })).toMatchObject(refused('expiresAt'));
    expect(await makeBy({ ipAllowList: ['127.0.0.1'], expiresAt })).toMatchObject({ userErrors: [] });
    const free = await make();
    for (const { key } of [free, bound]) {
      const input = { keyId: key.id, overlapSeconds: 0 };
      expect((await run(ROTATE, { input }, bound.secret)).data.keyRotate.userErrors[0].code).toBe('NOT_ALLOWED');
    }
  });

  it('are bound to stores of the merchant alone', async () => {
    const [mine, gone, theirs] = [await aStore(merchant.ctx), await aStore(merchant.ctx), await aStore(other.ctx)];
    await deleteStore(merchant.ctx, { id: gone.id });
    expect((await make({ storeIds: [mine.id] })).key.storeIds).toEqual([mine.id]);
    for (const id of [theirs.id, gone.id, `store_${'0'.repeat(26)}`]) {
      const error = { code: 'NOT_FOUND', field: ['storeIds', '2'] };
      expect(await make({ storeIds: [mine.id, mine.id, id] })).toMatchObject({ key: null, userErrors: [error] });
    }
  });

  it('of another merchant are not found', async () => {
    const { key } = await make();
    const missing = { key: null, userErrors: [{ code: 'NOT_FOUND', field: ['keyId'] }] };
    expect((await run(REVOKE, { input: { keyId: key.id } }, other.secretKey)).data.keyRevoke).toMatchObject(missing);
    expect(
      (await run(ROTATE, { input: { keyId: key.id, overlapSeconds: 0 } }, other.secretKey)).data.keyRotate,
    ).toMatchObject(missing);
    expect((await run('{ keys { id } }', {}, other.secretKey)).data.keys.map(({ id }: Json) => id)).not.toContain(
      key.id,
    );
  });

  it('do only what their scopes say', async () => {
    const secret = await keyOf(['cards:read']);
    expect((await run('{ cards { nodes { id } } }', {}, secret)).errors).toBeUndefined();
    for (const document of [
      '{ codes { nodes { id } } }',
      '{ keys { id } }',
      '{ events { nodes { id } } }',
      '{ claims { nodes { id } } }',
      '{ stores { nodes { id } } }',
      '{ redemptions { nodes { id } } }',
    ]) {
      expect(await run(document, {}, secret)).toMatchObject(forbidden);
    }
    expect(
      await run('query ($id: ID!) { node(id: $id) { id } }', { id: `code_${'0'.repeat(26)}` }, secret),
    ).toMatchObject(forbidden);
    const { key } = await make();
    expect(await run(CREATE, { input: { kind: 'SECRET', name: 'x', isTest: true } }, secret)).toMatchObject(forbidden);
    expect(await run(ROTATE, { input: { keyId: key.id, overlapSeconds: 0 } }, secret)).toMatchObject(forbidden);
    expect(await run(REVOKE, { input: { keyId: key.id } }, secret)).toMatchObject(forbidden);
  });
});

describe('userTokenCreate', () => {
  const CREATE =
    'mutation ($input: UserTokenCreateInput!) { userTokenCreate(input: $input) { token expiresAt userErrors { code field } } }';

  it('signs a token that a page can claim with', async () => {
    const { token, expiresAt, userErrors } = (await run(CREATE, { input: { openid: 'eve', ttlSeconds: 60 } })).data
      .userTokenCreate;
    expect([userErrors, Date.parse(expiresAt) > Date.now()]).toEqual([[], true]);
    expect(JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString())).toMatchObject({
      iss: merchant.appId,
      aud: 'kaquan',
      sub: 'eve',
    });
  });

  it.each([
    ['openid', { openid: 'a b' }],
    ['ttlSeconds', { openid: 'eve', ttlSeconds: 7_201 }],
    ['origin', { openid: 'eve', origin: 'nowhere' }],
  ])('refuses a wrong %s', async (field, input) => {
    expect((await run(CREATE, { input })).data.userTokenCreate).toMatchObject({
      token: null,
      userErrors: [{ code: 'INVALID_INPUT', field: [field] }],
    });
  });

  it('needs the scope user-tokens:write', async () => {
    expect(await run(CREATE, { input: { openid: 'eve' } }, merchant.reportKey)).toMatchObject(forbidden);
  });
});

describe('userTokenKeyAdd', () => {
  const ADD =
    'mutation ($input: UserTokenKeyAddInput!) { userTokenKeyAdd(input: $input) { userTokenKey { id publicJwk } userErrors { code field } } }';
  const pair = generateKeyPairSync('ed25519');

  it('registers a public key once', async () => {
    const input = { publicJwk: pair.publicKey.export({ format: 'jwk' }) };
    const first = (await run(ADD, { input })).data.userTokenKeyAdd;
    expect(first).toMatchObject({ userTokenKey: { publicJwk: input.publicJwk }, userErrors: [] });
    expect((await run(ADD, { input })).data.userTokenKeyAdd).toEqual(first);
  });

  it('registers it for one merchant alone', async () => {
    const input = { publicJwk: generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }) };
    const idFor = async ({ secretKey }: ServedMerchant): Promise<string> =>
      (await run(ADD, { input }, secretKey)).data.userTokenKeyAdd.userTokenKey.id;
    const [mine, theirs] = [await idFor(merchant), await idFor(other)];
    expect(mine).not.toBe(theirs);
    const rows = await api.root.prisma.userTokenKey.findMany({ where: { id: { in: [mine, theirs] } } });
    expect(new Set(rows.map(({ merchantId }) => merchantId))).toEqual(new Set([merchant.id, other.id]));
  });

  it('needs the scope keys:write', async () => {
    const input = { publicJwk: pair.publicKey.export({ format: 'jwk' }) };
    expect(await run(ADD, { input }, await keyOf(['cards:write']))).toMatchObject(forbidden);
  });

  it('refuses the private half, and what is no key', async () => {
    for (const publicJwk of [pair.privateKey.export({ format: 'jwk' }), { kty: 'RSA' }, 'text', 1]) {
      expect((await run(ADD, { input: { publicJwk } })).data.userTokenKeyAdd).toMatchObject({
        userTokenKey: null,
        userErrors: [{ code: 'INVALID_INPUT', field: ['publicJwk'] }],
      });
    }
  });
});

describe('safeDomainAdd', () => {
  const ADD =
    'mutation ($input: SafeDomainAddInput!) { safeDomainAdd(input: $input) { safeDomain { id kind value } userErrors { code field } } }';

  it('adds a place once', async () => {
    const input = { kind: 'DOMAIN', value: '*.Shop.Example' };
    const first = (await run(ADD, { input })).data.safeDomainAdd;
    expect(first).toMatchObject({ safeDomain: { kind: 'DOMAIN', value: '*.shop.example' }, userErrors: [] });
    expect((await run(ADD, { input })).data.safeDomainAdd).toEqual(first);
  });

  it('opens the place to the keys of one merchant alone', async () => {
    const input = { kind: 'DOMAIN', value: 'theirs.example' };
    await run(ADD, { input }, other.secretKey);
    const documentId = createHash('sha256').update(VIEWER).digest('hex');
    const statusFrom = async ({ ctx, publishableKey }: ServedMerchant): Promise<number> => {
      await registerOperations(ctx, { operations: [{ text: VIEWER }] });
      const headers = { ...bearer(publishableKey), Origin: 'https://theirs.example' };
      return (await api.post('/graphql', { documentId }, headers)).status;
    };
    expect([await statusFrom(merchant), await statusFrom(other)]).toEqual([403, 200]);
  });

  it('needs the scope keys:write', async () => {
    const input = { kind: 'DOMAIN', value: 'shop.example' };
    expect(await run(ADD, { input }, await keyOf(['cards:write']))).toMatchObject(forbidden);
  });

  it.each([
    ['DOMAIN', 'https://shop.example/path'],
    ['DOMAIN', '*.com'],
    ['MINI_PROGRAM', 'nothing'],
    ['APP_BUNDLE', '1'],
  ])('refuses %s %s', async (kind, value) => {
    expect((await run(ADD, { input: { kind, value } })).data.safeDomainAdd).toMatchObject({
      safeDomain: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['value'] }],
    });
  });
});

describe('operationRegister', () => {
  const REGISTER =
    'mutation ($input: OperationRegisterInput!) { operationRegister(input: $input) { operations { hash name text } userErrors { code message field } } }';

  it('registers documents by the hash of their text', async () => {
    const text = 'query Who { viewer { kind } }';
    const { operations } = (await run(REGISTER, { input: { operations: [{ text }] } })).data.operationRegister;
    expect(operations).toEqual([{ hash: createHash('sha256').update(text).digest('hex'), name: 'Who', text }]);
  });

  it('repeated gives the entry that is there', async () => {
    const input = { operations: [{ text: `query Again { viewer { kind } } # ${randomBytes(4).toString('hex')}` }] };
    const first = (await run(REGISTER, { input })).data.operationRegister;
    const renamed = { operations: input.operations.map(({ text }) => ({ text, name: 'Other' })) };
    expect((await run(REGISTER, { input: renamed })).data.operationRegister).toEqual(first);
    const hash: string = first.operations[0].hash;
    expect(await api.root.prisma.persistedOperation.count({ where: { hash } })).toBe(1);
  });

  it('registers for one merchant alone', async () => {
    const text = `query Mine { viewer { kind } } # ${randomBytes(4).toString('hex')}`;
    const [operation] = (await run(REGISTER, { input: { operations: [{ text }] } })).data.operationRegister.operations;
    const headers = { ...bearer(other.publishableKey), Origin: 'http://localhost:5173' };
    const answer = await api.post('/graphql', { documentId: operation.hash }, headers);
    expect([answer.status, answer.json.errors[0].extensions.code]).toEqual([403, 'PERSISTED_ONLY']);
  });

  it('needs the scope operations:write', async () => {
    const input = { operations: [{ text: VIEWER }] };
    expect(await run(REGISTER, { input }, await keyOf(['keys:write', 'cards:write']))).toMatchObject(forbidden);
  });

  it('refuses what the schema can not run, and registers none then', async () => {
    const good = `query Fine { viewer { kind } } # ${randomBytes(4).toString('hex')}`;
    const { data } = await run(REGISTER, { input: { operations: [{ text: good }, { text: '{ nothing }' }] } });
    expect(data.operationRegister).toMatchObject({
      operations: null,
      userErrors: [
        { code: 'INVALID_INPUT', field: ['operations', '1', 'text'], message: expect.stringContaining('nothing') },
      ],
    });
    expect(await api.root.prisma.persistedOperation.count({ where: { text: good } })).toBe(0);
  });
});

describe('permissionGrant', () => {
  const GRANT =
    'mutation ($input: PermissionGrantInput!) { permissionGrant(input: $input) { merchant { id permissions } userErrors { code } } }';

  it('is the operator’s alone', async () => {
    const input = { permission: 'CHECKOUT' };
    expect(await run(GRANT, { input })).toMatchObject(forbidden);
    const granted = (await run(GRANT, { input }, operator())).data.permissionGrant;
    expect(granted).toMatchObject({
      merchant: { id: merchant.id, permissions: expect.arrayContaining(['CHECKOUT']) },
      userErrors: [],
    });
    expect((await run(GRANT, { input }, operator())).data.permissionGrant).toEqual(granted);
    expect((await run(GRANT, { input }, OPERATOR_KEY)).data.permissionGrant).toMatchObject({
      merchant: null,
      userErrors: [{ code: 'NOT_ALLOWED' }],
    });
  });
});
