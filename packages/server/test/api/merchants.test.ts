import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey, createSignInLink, invitePerson } from '../../src/domain/access/index.ts';
import { aDraft } from '../kit/factories.ts';
import { type Api, type Headers, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { aVisitor } from '../kit/visitor.ts';

let api: Api;
let merchant: ServedMerchant;

beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
});
afterAll(() => api.stop());

const UPDATE = `mutation ($input: MerchantUpdateInput!) { merchantUpdate(input: $input) {
  merchant { id loginUrl imageHosts } userErrors { code field message } } }`;
const update = async (input: object, caller: string | Headers = merchant.secretKey): Promise<Json> =>
  (await api.gql(UPDATE, { input }, caller)).json;

describe('merchantUpdate', () => {
  it('sets the login address and the image hosts', async () => {
    const { data } = await update({ loginUrl: 'https://shop.example/login', imageHosts: ['IMG.shop.example:8443'] });
    expect(data.merchantUpdate).toEqual({
      merchant: { id: merchant.id, loginUrl: 'https://shop.example/login', imageHosts: ['img.shop.example:8443'] },
      userErrors: [],
    });
  });

  it('lets cards show images of a new host at once', async () => {
    const own = await api.aMerchant();
    const CREATE =
      'mutation ($cash: CashCreateInput!) { cardCreate(input: { cash: $cash }) { card { id } userErrors { code field } } }';
    const { kind: _kind, benefit, ...draft } = aDraft({ logoUrl: 'https://img.shop.example/logo.png' });
    const create = async (): Promise<Json> => {
      const cash = { ...draft, ...benefit, idempotencyKey: 'the-same-wish' };
      return (await api.gql(CREATE, { cash }, own.secretKey)).json.data.cardCreate.userErrors;
    };
    expect(await create()).toEqual([{ code: 'INVALID_INPUT', field: ['logoUrl'] }]);
    await update({ imageHosts: ['img.shop.example'] }, own.secretKey);
    expect(await create()).toEqual([]);
  });

  it.each([
    [{ loginUrl: 'http://shop.example/login' }, ['loginUrl']],
    [{ loginUrl: 'javascript:alert(1)' }, ['loginUrl']],
    [{ imageHosts: ['ok.example', '*.shop.example'] }, ['imageHosts', '1']],
  ])('refuses %j at %j and changes nothing', async (input, field) => {
    const { data } = await update(input);
    expect(data.merchantUpdate).toMatchObject({ merchant: null, userErrors: [{ code: 'INVALID_INPUT', field }] });
    expect((await update({})).data.merchantUpdate.merchant.loginUrl).toBe('https://shop.example/login');
  });

  it('is for owners, not for their staff, and for keys that may hand out keys', async () => {
    const operator = { ...merchant.ctx, actor: { kind: 'operator', id: 'test', merchantId: merchant.id } as const };
    for (const [role, code] of [
      ['OWNER', undefined],
      ['MANAGER', 'FORBIDDEN'],
    ] as const) {
      const { person } = await invitePerson(operator, { login: `${role}-${Date.now()}`, name: role, role });
      const { token } = await createSignInLink(operator, { personId: person.id });
      const visitor = aVisitor(api);
      await visitor.get(`/session/${token}`);
      const Cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const csrf = visitor.cookies.get('kaquan_csrf') ?? '';
      const answer = await update({ loginUrl: null }, { Cookie, 'X-Kaquan-CSRF': csrf });
      expect([role, answer.errors?.[0].extensions.code]).toEqual([role, code]);
    }
    const { secret } = await createKey(merchant.ctx, {
      kind: 'SECRET',
      name: 'narrow',
      isTest: true,
      scopes: ['cards:write'],
    });
    expect((await update({ loginUrl: null }, secret)).errors[0].extensions.code).toBe('FORBIDDEN');
  });
});
