import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../src/domain/access/index.ts';
import { aLogin } from '../kit/people.ts';
import { type Api, bearer, type Headers, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { type SignedIn, signedInBy } from '../kit/sessions.ts';

const OPERATOR_KEY = `op_${randomBytes(24).toString('hex')}`;
let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;

beforeAll(async () => {
  api = await server({ KAQUAN_OPERATOR_KEY: OPERATOR_KEY });
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

const operatorAt = ({ appId }: ServedMerchant): Headers => ({ ...bearer(OPERATOR_KEY), 'X-Kaquan-Merchant': appId });
const run = async (document: string, input: object, caller: string | Headers = merchant.secretKey): Promise<Json> =>
  (await api.gql(document, { input }, caller)).json;
const forbidden = { errors: [{ extensions: { code: 'FORBIDDEN', requestId: expect.any(String) } }] };

const INVITE =
  'mutation ($input: PersonInviteInput!) { personInvite(input: $input) { person { id login } signInToken userErrors { code field } } }';
const invite = async (changes: object = {}, caller?: string | Headers): Promise<Json> =>
  (await run(INVITE, { login: aLogin(), name: 'Ann', role: 'MANAGER', ...changes }, caller)).data.personInvite;
const signedIn = async (changes: object = {}, caller?: string | Headers): Promise<SignedIn & { personId: string }> => {
  const { person, signInToken } = await invite(changes, caller);
  return { ...(await signedInBy(api, signInToken)), personId: person.id };
};

describe('personInvite', () => {
  it('gives somebody a way to sign in', async () => {
    const login = aLogin();
    const { person, signInToken, userErrors } = await invite({ login });
    expect([person.login, userErrors]).toEqual([login, []]);
    expect((await api.get(`/session/${signInToken}`)).headers.getSetCookie().length).toBeGreaterThan(0);
  });

  it('repeated gives the same person another link', async () => {
    const login = aLogin();
    const [first, second] = [await invite({ login }), await invite({ login })];
    expect(second.person).toEqual(first.person);
    expect(second.signInToken).not.toBe(first.signInToken);
  });

  it.each<[string, object, string]>([
    ['no role', { role: null }, 'role'],
    ['a login with a space', { login: 'a b' }, 'login'],
    ['no name', { name: '' }, 'name'],
    ['a store id that is none', { storeIds: ['x'] }, 'storeIds'],
  ])('refuses %s', async (_what, changes, field) => {
    expect((await invite(changes)).userErrors[0]).toMatchObject({
      code: 'INVALID_INPUT',
      field: expect.arrayContaining([field]),
    });
  });

  it('lets nobody but an operator make operators', async () => {
    const input = { login: aLogin(), role: null, isOperator: true };
    expect(await invite(input)).toMatchObject({ person: null, userErrors: [{ code: 'NOT_ALLOWED' }] });
    expect((await invite(input, operatorAt(merchant))).userErrors).toEqual([]);
  });

  it('needs the scope people:write', async () => {
    const { secret } = await createKey(merchant.ctx, {
      kind: 'SECRET',
      name: 'keys only',
      isTest: true,
      scopes: ['keys:write'],
    });
    const input = { login: aLogin(), name: 'Ann', role: 'STAFF' };
    expect(await run(INVITE, input, secret)).toMatchObject(forbidden);
    expect(await run(INVITE, input, merchant.reportKey)).toMatchObject(forbidden);
  });

  it('brings nobody of another merchant here, and shows nothing of them', async () => {
    const login = aLogin();
    await invite({ login, name: 'Secret name' }, other.secretKey);
    const refused = await api.gql(INVITE, { input: { login, name: 'x', role: 'OWNER' } }, merchant.secretKey);
    expect(refused.json.data.personInvite).toEqual({
      person: null,
      signInToken: null,
      userErrors: [{ code: 'NOT_ALLOWED', field: ['login'] }],
    });
    expect(refused.text).not.toContain('Secret name');
  });

  it('lets whoever made a login first not into the merchant that invites it later', async () => {
    const login = aLogin();
    const squatter = await signedIn({ login, role: 'OWNER' }, other.secretKey);
    const here = { ...squatter.headers, 'X-Kaquan-Merchant': merchant.appId };
    const listKeys = async (): Promise<number> => (await api.gql('{ keys { id } }', {}, here)).status;
    await invite({ login, role: 'OWNER' });
    expect(await listKeys()).toBe(403);
    const { signInToken } = await invite({ login, role: 'OWNER' }, operatorAt(merchant));
    expect(await listKeys()).toBe(401);
    const { headers } = await signedInBy(api, signInToken);
    const invited = { ...headers, 'X-Kaquan-Merchant': merchant.appId };
    expect((await api.gql('{ keys { id } }', {}, invited)).status).toBe(200);
  });
});
