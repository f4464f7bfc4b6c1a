import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSignInLink, invitePerson } from '../../src/domain/access/index.ts';
import { type Answer, type Api, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
let personId: string;
const LOGIN = `owner-${Date.now()}`;

beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant({ name: '<b>海底捞 & Co</b>' });
  const operator = { ...merchant.ctx, actor: { kind: 'operator', id: 'test', merchantId: merchant.id } as const };
  const { person } = await invitePerson(operator, { login: LOGIN, name: '王店主', role: 'OWNER' });
  personId = person.id;
});
afterAll(() => api.stop());

const operator = () => ({ ...merchant.ctx, actor: { kind: 'operator', id: 'test', merchantId: merchant.id } as const });

const cookiesOf = (answer: Answer) => answer.headers.getSetCookie();
const jarOf = (answer: Answer) =>
  cookiesOf(answer)
    .map((line) => line.split(';')[0])
    .join('; ');
const csrfOf = (answer: Answer) => /kaquan_csrf=([^;]+)/.exec(cookiesOf(answer).join(' '))?.[1] ?? '';

async function signedIn(): Promise<Answer> {
  const { token } = await createSignInLink(operator(), { personId });
  return api.get(`/session/${token}`);
}

describe('a sign-in link', () => {
  it('sets the cookies and leads to the page', async () => {
    const answer = await signedIn();
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    const session = cookiesOf(answer).find((line) => line.startsWith('kaquan_session='));
    expect(session).toMatch(/HttpOnly/);
    expect(session).toMatch(/SameSite=Lax/);
    expect(session).not.toMatch(/Secure/);
  });

  it('works once', async () => {
    const { token } = await createSignInLink(operator(), { personId });
    expect((await api.get(`/session/${token}`)).status).toBe(303);
    expect((await api.get(`/session/${token}`)).status).toBe(401);
  });

  it('is not used up by a look at it', async () => {
    const { token } = await createSignInLink(operator(), { personId });
    expect((await api.send(`/session/${token}`, { method: 'HEAD' })).status).toBe(405);
    expect((await api.get(`/session/${token}`)).status).toBe(303);
  });

  it.each(['nobody-knows-this-token-at-all', 'short', '..%2Fx'])('is refused when it is %s', async (token) => {
    expect((await api.get(`/session/${token}`)).status).toBe(401);
  });

  it('that was used or is unknown tells so on a page to a browser, and in JSON to others', async () => {
    const { token } = await createSignInLink(operator(), { personId });
    await api.get(`/session/${token}`);
    const html = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    const used = await api.get(`/session/${token}`, { ...html, 'Accept-Language': 'zh-CN,zh;q=0.9' });
    expect([used.status, used.headers.get('content-language')]).toEqual([401, 'zh-CN']);
    expect(used.text).toMatch(/<h1>登录链接已使用过<\/h1>.*索取新的链接.*href="\/"/s);
    const unknown = await api.get('/session/nobody-knows-this-token-at-all', html);
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
    expect(unknown.text).toContain('<h1>This sign-in link does not work</h1>');
    expect(cookiesOf(used).concat(cookiesOf(unknown))).toEqual([]);
    expect((await api.get(`/session/${token}`)).json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('GET /session', () => {
  it('tells our pages who is signed in, where, and the token for writes', async () => {
    const answer = await signedIn();
    const { status, json } = await api.get('/session', { Cookie: jarOf(answer) });
    expect([status, json]).toEqual([
      200,
      {
        csrfToken: csrfOf(answer),
        person: { id: personId, name: '王店主', login: LOGIN, isOperator: false },
        merchants: [{ appId: merchant.appId, name: '<b>海底捞 & Co</b>', isSandbox: true, role: 'OWNER' }],
      },
    ]);
  });

  it('answers 401 when nobody is', async () => {
    expect((await api.get('/session')).status).toBe(401);
    expect((await api.get('/session', { Cookie: 'kaquan_session=nobody' })).status).toBe(401);
  });
});

describe('a session', () => {
  it('reads without the CSRF token', async () => {
    const answer = await api.gql('{ viewer { __typename } }', {}, { Cookie: jarOf(await signedIn()) });
    expect([answer.status, answer.json.errors]).toEqual([200, undefined]);
  });

  it('writes only with it', async () => {
    const opened = await signedIn();
    const write = (headers: Record<string, string>) =>
      api.gql(
        'mutation { operationRegister(input: { operations: [{ text: "{ __typename }" }] }) { userErrors { code } } }',
        {},
        headers,
      );
    const Cookie = jarOf(opened);
    expect((await write({ Cookie })).status).toBe(403);
    expect((await write({ Cookie, 'X-Kaquan-CSRF': 'guess' })).status).toBe(403);
    expect((await write({ Cookie, 'X-Kaquan-CSRF': csrfOf(opened) })).json.data.operationRegister.userErrors).toEqual(
      [],
    );
  });

  it('ends by DELETE with the CSRF token', async () => {
    const opened = await signedIn();
    const Cookie = jarOf(opened);
    const end = (headers: Record<string, string>) => api.send('/session', { method: 'DELETE', headers });
    expect((await end({ Cookie })).status).toBe(403);
    const answer = await end({ Cookie, 'X-Kaquan-CSRF': csrfOf(opened) });
    expect(answer.status).toBe(204);
    expect(cookiesOf(answer).every((line) => line.includes('Max-Age=0'))).toBe(true);
    expect((await api.gql('{ viewer { __typename } }', {}, { Cookie })).status).toBe(401);
  });
});

describe('a password', () => {
  beforeAll(async () => {
    const opened = await signedIn();
    const answer = await api.gql(
      'mutation { passwordSet(input: { password: "正确的马电池订书钉 correct" }) { userErrors { code } } }',
      {},
      { Cookie: jarOf(opened), 'X-Kaquan-CSRF': csrfOf(opened) },
    );
    expect(answer.json.data.passwordSet.userErrors).toEqual([]);
  });
  const send = (body: unknown, headers = {}) => api.post('/session', body, headers);

  it('opens a session', async () => {
    const answer = await send({ login: LOGIN, password: '正确的马电池订书钉 correct' });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ csrfToken: csrfOf(answer), person: { login: LOGIN } });
    expect(answer.text).not.toContain('scrypt');
  });

  it('is refused when it is wrong, and when it comes from a foreign page', async () => {
    expect((await send({ login: LOGIN, password: 'wrong wrong wrong' })).status).toBe(401);
    expect(
      (await send({ login: LOGIN, password: '正确的马电池订书钉 correct' }, { Origin: 'https://evil.example' })).status,
    ).toBe(403);
  });

  it.each([[{}], [{ login: LOGIN }], [{ login: 1, password: 'x' }], ['[]']])(
    'needs login and password: %j',
    async (body) => {
      expect((await send(body)).status).toBe(400);
    },
  );
});

describe('the signed-in page', () => {
  it('asks strangers to sign in', async () => {
    const page = await api.get('/', { 'Accept-Language': 'zh-CN,zh;q=0.9' });
    expect(page.text).toContain('lang="zh-CN"');
    expect(page.text).toContain('登录');
    expect(page.text).not.toContain('sandbox');
  });

  it('shows who, the merchant and the keys, and no secret', async () => {
    const page = await api.get('/', { Cookie: jarOf(await signedIn()), 'Accept-Language': 'en' });
    expect(page.text).toContain('王店主');
    expect(page.text).toContain(merchant.appId);
    expect(page.text).toContain(merchant.secretKey.slice(-4));
    for (const secret of [merchant.secretKey, merchant.publishableKey, merchant.reportKey, merchant.appSecret]) {
      expect(page.text).not.toContain(secret);
    }
  });

  it('writes names as text, never as markup', async () => {
    const page = await api.get('/', { Cookie: jarOf(await signedIn()) });
    expect(page.text).toContain('&lt;b&gt;海底捞 &amp; Co&lt;/b&gt;');
    expect(page.text).not.toContain('<b>');
  });

  it('runs no inline script and loads nothing from elsewhere', async () => {
    const page = await api.get('/', { Cookie: jarOf(await signedIn()) });
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'");
    expect(page.text).not.toMatch(/<script(?! src="\/assets\/)|style=|\son[a-z]+=|https?:\/\//);
    for (const asset of ['/assets/home.css', '/assets/home.js']) expect((await api.get(asset)).status).toBe(200);
  });
});
