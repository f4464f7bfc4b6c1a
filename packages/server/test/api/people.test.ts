import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../src/domain/access/index.ts';
import { aStore } from '../kit/factories.ts';
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

  it('binds people to stores of the merchant alone', async () => {
    const [mine, theirs] = [await aStore(merchant.ctx), await aStore(other.ctx)];
    const login = aLogin();
    const input = { login, role: 'STAFF', storeIds: [mine.id, theirs.id] };
    expect(await invite(input)).toMatchObject({
      person: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['storeIds', '1'] }],
    });
    expect(await api.root.prisma.person.count({ where: { login } })).toBe(0);
    expect((await invite({ ...input, storeIds: [mine.id] })).userErrors).toEqual([]);
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

describe('passwordSet', () => {
  const SET =
    'mutation ($input: PasswordSetInput!) { passwordSet(input: $input) { person { id } userErrors { code message field } } }';
  const password = 'correct horse battery staple';
  const signIn = (body: object) => api.post('/session', body);

  it('lets a person sign in by password', async () => {
    const login = aLogin();
    const { headers, personId } = await signedIn({ login });
    expect((await run(SET, { password }, headers)).data.passwordSet).toEqual({
      person: { id: personId },
      userErrors: [],
    });
    const answer = await signIn({ login, password });
    expect([answer.status, answer.json.person.id]).toEqual([200, personId]);
    expect((await signIn({ login, password: `${password}!` })).status).toBe(401);
  });

  it('takes the current password beside the new one, and refuses a wrong one', async () => {
    const { headers } = await signedIn();
    await run(SET, { password }, headers);
    const wrong = (await run(SET, { password, currentPassword: 'wrong wrong wrong' }, headers)).data.passwordSet;
    expect(wrong).toMatchObject({ person: null, userErrors: [{ code: 'UNAUTHENTICATED' }] });
    expect(wrong.userErrors[0].message).toBe('Login and password do not match');
    const input = { password: `${password}!`, currentPassword: password };
    expect((await run(SET, input, headers)).data.passwordSet.userErrors).toEqual([]);
  });

  it('refuses a short password, and a session without its CSRF token', async () => {
    const { headers } = await signedIn();
    expect((await run(SET, { password: 'short' }, headers)).data.passwordSet).toMatchObject({
      person: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['password'] }],
    });
    const { Cookie = '' } = headers;
    expect((await api.gql(SET, { input: { password } }, { Cookie })).status).toBe(403);
  });

  it('is for sessions only', async () => {
    for (const caller of [merchant.secretKey, OPERATOR_KEY])
      expect(await run(SET, { password }, caller)).toMatchObject(forbidden);
  });
});

describe('people who leave', () => {
  const documentOf = (name: string, more = ''): string => {
    const Input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    return `mutation ($input: ${Input}!) { ${name}(input: $input) { person { id disabledAt } ${more} userErrors { code field } } }`;
  };
  const VERBS = {
    personDisable: documentOf('personDisable'),
    personRoleRemove: documentOf('personRoleRemove'),
    personSessionsEnd: documentOf('personSessionsEnd', 'endedCount'),
  };
  const statusOf = async ({ headers }: SignedIn): Promise<number> =>
    (await api.gql('{ viewer { kind } }', {}, headers)).status;

  it.each(Object.entries(VERBS))('are signed out at once by %s', async (name, document) => {
    const person = await signedIn();
    expect(await statusOf(person)).toBe(200);
    const { data } = await run(document, { personId: person.personId });
    expect(data[name]).toMatchObject({ person: { id: person.personId }, userErrors: [] });
    expect(await statusOf(person)).toBe(401);
  });

  it.each(Object.entries(VERBS))('of another merchant are not found by %s', async (name, document) => {
    const { personId } = await signedIn({}, other.secretKey);
    expect((await run(document, { personId })).data[name]).toMatchObject({
      person: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['personId'] }],
    });
  });

  it('need the scope people:write', async () => {
    const { personId } = await signedIn();
    const manager = (await signedIn({ role: 'MANAGER' })).headers;
    const { personDisable, personRoleRemove, personSessionsEnd } = VERBS;
    expect(await run(personDisable, { personId }, manager)).toMatchObject(forbidden);
    expect(await run(personRoleRemove, { personId }, manager)).toMatchObject(forbidden);
    expect((await run(personSessionsEnd, { personId }, manager)).data.personSessionsEnd.userErrors).toMatchObject([
      { code: 'NOT_ALLOWED' },
    ]);
  });

  it('come back when an operator enables them', async () => {
    const login = aLogin();
    const { personId } = await signedIn({ login });
    await run(VERBS.personDisable, { personId });
    expect((await invite({ login })).userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    const ENABLE = documentOf('personEnable');
    expect(await run(ENABLE, { personId })).toMatchObject(forbidden);
    const { data } = await run(ENABLE, { personId }, operatorAt(merchant));
    expect(data.personEnable).toEqual({ person: { id: personId, disabledAt: null }, userErrors: [] });
    expect(await statusOf(await signedIn({ login }))).toBe(200);
  });
});
