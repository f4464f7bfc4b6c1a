import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSafeDomain, createKey, registerOperations } from '../../src/domain/access/index.ts';
import { aCard, leftOf } from '../kit/factories.ts';
import { type Api, bearer, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
const LOCAL_PAGE = { Origin: 'http://localhost:5173' };
const VIEWER = '{ viewer { __typename } }';

beforeAll(async () => {
  api = await server({ KAQUAN_TRUSTED_PROXIES: '127.0.0.1' });
  merchant = await api.aMerchant();
});
afterAll(() => api.stop());

const codeOf = (answer: { json: { errors: { extensions: { code: string } }[] } }) =>
  answer.json.errors[0]?.extensions.code;
const register = async (text: string, of = merchant) =>
  (await registerOperations(of.ctx, { operations: [{ text }] }))[0]?.hash ?? '';

describe('who calls', () => {
  it('is asked before the document is read', async () => {
    const answer = await api.post('/graphql', '{ this is not JSON');
    expect(answer.status).toBe(401);
    expect(codeOf(answer)).toBe('UNAUTHENTICATED');
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    expect(answer.json.errors[0].extensions.requestId).toBe(answer.headers.get('x-request-id'));
  });

  it.each([
    ['an unknown key', bearer('sk_live_0000000000000000000000000000000000000000')],
    ['a header of another scheme', { Authorization: 'Basic c2s6' }],
    ['a cookie of no session', { Cookie: 'kaquan_session=abcdefghijklmnopqrstuvwxyz' }],
    ['a user token alone', { 'X-Kaquan-User': 'e30.e30.e30' }],
  ])('refuses %s with 401', async (_title, headers) => {
    const answer = await api.post('/graphql', { query: '{ broken' }, headers);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('answers a secret key', async () => {
    const answer = await api.gql(VIEWER, {}, merchant.secretKey);
    expect(answer.status).toBe(200);
    expect(answer.json.errors).toBeUndefined();
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('refuses a secret key that a page sends', async () => {
    const answer = await api.gql(VIEWER, {}, { ...bearer(merchant.secretKey), Origin: 'https://shop.example' });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'FORBIDDEN']);
  });
});

describe('publishable keys', () => {
  it('run no document of their own', async () => {
    const answer = await api.gql(VIEWER, {}, { ...bearer(merchant.publishableKey), ...LOCAL_PAGE });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'PERSISTED_ONLY']);
  });

  it('run a document that the merchant registered', async () => {
    const documentId = await register('query Who { viewer { __typename } }');
    const answer = await api.post('/graphql', { documentId }, { ...bearer(merchant.publishableKey), ...LOCAL_PAGE });
    expect(answer.status).toBe(200);
    expect(answer.json.data.viewer).toBeTruthy();
  });

  it("do not run another merchant's document", async () => {
    const other = await api.aMerchant();
    const documentId = await register('query Other { viewer { __typename } }', other);
    const answer = await api.post('/graphql', { documentId }, { ...bearer(merchant.publishableKey), ...LOCAL_PAGE });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'PERSISTED_ONLY']);
  });

  it('are not opened to a foreign page by the name of an app', async () => {
    const other = await api.aMerchant();
    await addSafeDomain(other.ctx, { kind: 'DOMAIN', value: 'other-shop.example' });
    await addSafeDomain(merchant.ctx, { kind: 'APP_BUNDLE', value: 'com.example.shop' });
    const documentId = await register('query FromAnApp { viewer { __typename } }');
    const app = { ...bearer(merchant.publishableKey), 'X-Kaquan-App': 'com.example.shop' };
    const page = await api.post('/graphql', { documentId }, { ...app, Origin: 'https://other-shop.example' });
    expect([page.status, codeOf(page)]).toEqual([403, 'FORBIDDEN']);
    expect((await api.post('/graphql', { documentId }, app)).status).toBe(200);
  });

  it('stand in the address of a read that can be cached', async () => {
    const id = await register('query Cached { __typename }');
    const answer = await api.get(`/graphql?id=${id}&key=${merchant.publishableKey}`, LOCAL_PAGE);
    expect(answer.json.data).toEqual({ __typename: 'Query' });
    expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
  });

  it('refuse a user token beside a key in the address', async () => {
    const id = await register('query Cached { __typename }');
    const answer = await api.get(`/graphql?id=${id}&key=${merchant.publishableKey}`, {
      ...LOCAL_PAGE,
      'X-Kaquan-User': 'x',
    });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
  });
});

describe('GET', () => {
  it('runs any read for a report key in the address', async () => {
    const answer = await api.get(`/graphql?query=${encodeURIComponent('{ __typename }')}&key=${merchant.reportKey}`);
    expect(answer.json.data).toEqual({ __typename: 'Query' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('takes no secret key in the address', async () => {
    const answer = await api.get(`/graphql?query={__typename}&key=${merchant.secretKey}`);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('runs only registered documents for a secret key', async () => {
    const answer = await api.get('/graphql?query={__typename}', bearer(merchant.secretKey));
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    const id = await register('query Typename { __typename }');
    expect((await api.get(`/graphql?id=${id}`, bearer(merchant.secretKey))).status).toBe(200);
  });

  it('runs no mutation', async () => {
    const text =
      'mutation Register($input: OperationRegisterInput!) { operationRegister(input: $input) { userErrors { code } } }';
    const id = await register(text);
    const variables = encodeURIComponent(JSON.stringify({ input: { operations: [{ text: '{ __typename }' }] } }));
    const answer = await api.get(`/graphql?id=${id}&variables=${variables}`, bearer(merchant.secretKey));
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('a key for certain addresses', () => {
  it('answers from there alone', async () => {
    const ipAllowList = ['203.0.113.0/24'];
    const { secret } = await createKey(merchant.ctx, { kind: 'SECRET', name: 'office', isTest: true, ipAllowList });
    const refused = await api.gql(VIEWER, {}, secret);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'FORBIDDEN']);
    expect(refused.json.errors[0].message).toContain('IP list');
    const from = (address: string) => api.gql(VIEWER, {}, { ...bearer(secret), 'X-Forwarded-For': address });
    expect((await from('203.0.113.7')).status).toBe(200);
    expect((await from('203.0.114.7')).status).toBe(403);
    // What a caller writes in front of the address that the proxy saw counts for nothing.
    expect((await from('203.0.113.7, 198.51.100.1')).status).toBe(403);
  });
});

describe('user tokens', () => {
  const CLAIM = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) {
    claim { openid code { value } } userErrors { code } } }`;
  const ADD = `mutation ($input: UserTokenKeyAddInput!) { userTokenKeyAdd(input: $input) {
    userTokenKey { id } userErrors { code } } }`;
  const tokenBy = (key: KeyObject, kid: string): Promise<string> =>
    new SignJWT({ jti: randomUUID() })
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setIssuer(merchant.appId)
      .setAudience('kaquan')
      .setSubject('ann')
      .setIssuedAt()
      .setExpirationTime('15m')
      .sign(key);

  it('signed by a key that the merchant registered claim a card; others’ do not', async () => {
    const [registered, foreign] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
    const input = { publicJwk: registered.publicKey.export({ format: 'jwk' }) };
    const added = await api.gql(ADD, { input }, merchant.secretKey);
    const kid: string = added.json.data.userTokenKeyAdd.userTokenKey.id;
    const card = await aCard(merchant.ctx);
    const documentId = await register(CLAIM);
    const claimBy = async (key: KeyObject) => {
      const variables = { input: { cardId: card.id, idempotencyKey: randomUUID() } };
      const headers = { ...bearer(merchant.publishableKey), ...LOCAL_PAGE, 'X-Kaquan-User': await tokenBy(key, kid) };
      return api.post('/graphql', { documentId, variables }, headers);
    };
    expect((await claimBy(registered.privateKey)).json.data.cardClaim).toEqual({
      claim: { openid: 'ann', code: { value: expect.stringMatching(/^\d{12}$/) } },
      userErrors: [],
    });
    const forged = await claimBy(foreign.privateKey);
    expect([forged.status, codeOf(forged)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(await leftOf(merchant.ctx, card.id)).toBe(9);
  });
});
