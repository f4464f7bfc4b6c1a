import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSafeDomain, createUserToken, signingSecretOf } from '../../src/domain/access/index.ts';
import { createMerchant, updateMerchant } from '../../src/domain/merchants/index.ts';
import { type Answer, type Api, type ServedMerchant, server } from '../kit/server.ts';
import { aVisitor, type Visitor } from '../kit/visitor.ts';

const LOGIN = 'https://login.shop.example/enter?from=kaquan';
let api: Api;
let sandbox: ServedMerchant;
let live: ServedMerchant;

beforeAll(async () => {
  api = await server();
  sandbox = await api.aMerchant({ name: '<b>海底捞</b>' });
  live = await api.aMerchant();
  await updateMerchant(live.ctx, { loginUrl: LOGIN });
  await addSafeDomain(live.ctx, { kind: 'DOMAIN', value: 'shop.example' });
});
afterAll(() => api.stop());

const locationOf = (answer: Answer): string => answer.headers.get('location') ?? '';
const paramOf = (answer: Answer, name: string): string =>
  new URL(locationOf(answer), api.url).searchParams.get(name) ?? '';
const signInPath = (merchant: ServedMerchant, returnTo: string): string =>
  `/identity/sign-in?${new URLSearchParams({ appId: merchant.appId, return_to: returnTo })}`;
const returnPath = (state: string, token: string): string =>
  `/identity/return?${new URLSearchParams({ state, token })}`;

/** What the merchant's login would send back. */
const aToken = async (merchant: ServedMerchant, openid = 'ann', ttlSeconds = 60): Promise<string> =>
  (await createUserToken(merchant.ctx, { openid, ttlSeconds })).token;

/** A visitor who has just been sent to the merchant's login. */
async function underWay(
  merchant = live,
  returnTo = '/c/card_x?ch=a',
): Promise<{ visitor: Visitor; state: string; answer: Answer }> {
  const visitor = aVisitor(api);
  const answer = await visitor.get(signInPath(merchant, returnTo));
  return { visitor, answer, state: paramOf(answer, 'state') };
}

async function signedIn(merchant = live, openid = 'ann'): Promise<Visitor> {
  const { visitor, state } = await underWay(merchant);
  expect((await visitor.get(returnPath(state, await aToken(merchant, openid)))).status).toBe(303);
  return visitor;
}

const claimsOf = (token: string): unknown => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('signing in', () => {
  it("leads to the merchant's login with a state and the way back", async () => {
    const { answer } = await underWay();
    expect(answer.status).toBe(302);
    const url = new URL(locationOf(answer));
    expect(url.origin + url.pathname).toBe('https://login.shop.example/enter');
    expect(url.searchParams.get('from')).toBe('kaquan');
    expect(url.searchParams.get('return_to')).toBe(`${api.url}/identity/return`);
    expect(url.searchParams.get('state')).not.toContain('card_x');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('binds itself to the browser for ten minutes, by a cookie that no script reads', async () => {
    const { visitor } = await underWay();
    expect(visitor.set()).toEqual([
      expect.stringMatching(/^kaquan_sign_in=[\w-]{22}; Path=\/identity; SameSite=Lax; Max-Age=600; HttpOnly$/),
    ]);
  });

  it('ends on the clean page, with a cookie of that merchant that no script reads', async () => {
    const { visitor, state } = await underWay();
    const answer = await visitor.get(returnPath(state, await aToken(live)));
    expect([answer.status, locationOf(answer)]).toEqual([303, '/c/card_x?ch=a']);
    const [line, ...more] = visitor.set();
    expect(line).toMatch(
      new RegExp(`^kaquan_user_${live.appId}=[^;]+; Path=/identity; SameSite=Lax; Max-Age=2592000; HttpOnly$`),
    );
    expect(more).toEqual([]);
    expect(line).not.toContain('ann');
  });

  it('leads back to a page on a safe domain of the merchant', async () => {
    const { visitor, state } = await underWay(live, 'https://shop.example/coupons?x=1');
    const answer = await visitor.get(returnPath(state, await aToken(live)));
    expect(locationOf(answer)).toBe('https://shop.example/coupons?x=1');
  });

  it('goes on in two tabs side by side', async () => {
    const visitor = aVisitor(api);
    const states = [await visitor.get(signInPath(live, '/c/a')), await visitor.get(signInPath(live, '/c/b'))].map(
      (answer) => paramOf(answer, 'state'),
    );
    const ends = [];
    for (const state of states) ends.push(locationOf(await visitor.get(returnPath(state, await aToken(live)))));
    expect(ends).toEqual(['/c/a', '/c/b']);
  });

  it.each([
    ['https://evil.example/'],
    ['//evil.example/'],
    ['/\\evil.example'],
    ['/..//evil.example'],
    ['javascript:alert(1)'],
    ['https://shop.example.evil.example/'],
    ['/identity/sign-in?appId=x'],
    [''],
  ])('leads nowhere for return_to %j', async (returnTo) => {
    const { answer } = await underWay(live, returnTo);
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(answer.text).not.toContain('evil');
  });

  it("knows no other merchant's safe domains", async () => {
    const { answer } = await underWay(sandbox, 'https://shop.example/');
    expect(answer.status).toBe(400);
  });

  it.each([
    ['en', 'has not set a login address'],
    ['zh-CN', '尚未设置登录地址'],
  ])('tells kindly (%s) that a live merchant has set no login address', async (language, words) => {
    const system = { ...api.root, actor: { kind: 'system' } as const };
    const { merchant } = await createMerchant(system, { name: 'Live', isSandbox: false });
    const answer = await api.get(`/identity/sign-in?appId=${merchant.appId}&return_to=/`, {
      'Accept-Language': language,
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([404, null]);
    expect(answer.text).toContain(words);
  });

  it.each([['wx0000000000000000'], ['nobody'], ['']])('knows no merchant %j', async (appId) => {
    const answer = await api.get(`/identity/sign-in?appId=${appId}&return_to=/`, { 'Accept-Language': 'zh-CN' });
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('商户不存在');
  });
});

describe('the return', () => {
  const refused = async (answer: Answer, visitor: Visitor, status: number): Promise<string> => {
    expect([answer.status, answer.headers.get('location')]).toEqual([status, null]);
    expect([...visitor.cookies.keys()]).not.toContain(`kaquan_user_${live.appId}`);
    return answer.text;
  };

  it('takes a token once', async () => {
    const token = await aToken(live);
    const first = await underWay();
    expect((await first.visitor.get(returnPath(first.state, token))).status).toBe(303);
    const again = await underWay();
    await refused(await again.visitor.get(returnPath(again.state, token)), again.visitor, 401);
  });

  it('takes a token once, also when it is brought ten times at once', async () => {
    const { visitor, state } = await underWay();
    const path = returnPath(state, await aToken(live));
    const answers = await Promise.all(Array.from({ length: 10 }, () => visitor.get(path)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(9);
  });

  it('is not used up by a look at it', async () => {
    const { visitor, state } = await underWay();
    const path = returnPath(state, await aToken(live));
    expect((await visitor.send(path, { method: 'HEAD' })).status).toBe(405);
    expect((await visitor.get(path)).status).toBe(303);
  });

  it("refuses another browser's state, so that nobody is signed in as a stranger by a link", async () => {
    const attacker = await underWay();
    const path = returnPath(attacker.state, await aToken(live, 'mallory'));
    const victim = aVisitor(api);
    await refused(await victim.get(path), victim, 401);
    const busy = await underWay();
    await refused(await busy.visitor.get(path), busy.visitor, 401);
  });

  it.each([
    ['forged', 'aaaa.bbbb.cccc.dddd'],
    ['missing', ''],
    ['of another purpose', 'other'],
  ])('refuses a state that is %s', async (title, given) => {
    const { visitor } = await underWay();
    const sealed = { merchantId: live.id, returnTo: 'https://evil.example/', browser: 'x', issuedAt: Date.now() };
    const state = title === 'of another purpose' ? api.root.secrets.seal('session', JSON.stringify(sealed)) : given;
    const page = await refused(await visitor.get(returnPath(state, await aToken(live))), visitor, 401);
    expect(page).not.toContain('evil');
  });

  it('refuses a state that was changed in a single character', async () => {
    const { visitor, state } = await underWay();
    const changed = state.replace(/(?<=\..{30})./, (one) => (one === 'A' ? 'B' : 'A'));
    expect(changed).not.toBe(state);
    await refused(await visitor.get(returnPath(changed, await aToken(live))), visitor, 401);
  });

  it('refuses a state after ten minutes, and leads to a new sign-in for the same page', async () => {
    const { visitor, state } = await underWay();
    const now = api.root.now;
    api.root.now = () => new Date(Date.now() + 601_000);
    try {
      const page = await refused(await visitor.get(returnPath(state, await aToken(live))), visitor, 401);
      expect(page).toContain(`href="/identity/sign-in?appId=${live.appId}&amp;return_to=%2Fc%2Fcard_x%3Fch%3Da"`);
    } finally {
      api.root.now = now;
    }
  });

  it.each([
    ['of another merchant', async () => aToken(sandbox)],
    ['that lives longer than a minute', async () => aToken(live, 'ann', 61)],
    ['that has expired', async () => signedToken({ iat: -120, exp: -60 })],
    ['that names another origin', async () => signedToken({ iat: 0, exp: 60, origin: 'https://evil.example' })],
    ['without an id', async () => signedToken({ iat: 0, exp: 60, jti: null })],
    ['that nobody signed', async () => 'e30.e30.e30'],
    ['that is missing', async () => ''],
  ])('refuses a token %s', async (_title, token) => {
    const { visitor, state } = await underWay();
    await refused(await visitor.get(returnPath(state, await token())), visitor, 401);
  });

  it('shows what it was given as text, never as markup', async () => {
    const { visitor } = await underWay();
    const answer = await visitor.get(returnPath('"><script>alert(1)</script>', '<img src=x onerror=alert(1)>'));
    expect(answer.text).not.toMatch(/<script|<img/);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'/);
  });

  it('leads to a new sign-in without a way out of its link', async () => {
    const { state } = await underWay(live, '/c/x?a="><script>alert(1)</script>');
    const page = await aVisitor(api).get(returnPath(state, ''));
    expect(page.status).toBe(401);
    expect(page.text).toContain('href="/identity/sign-in?');
    expect(page.text).not.toContain('<script');
  });

  it.each(['POST', 'DELETE', 'PUT'])('does not answer %s', async (method) => {
    expect((await api.send('/identity/return', { method })).status).toBe(405);
  });
});

/** A token of the live merchant with whatever claims; times are seconds from now. */
async function signedToken(claims: {
  iat: number;
  exp: number;
  origin?: string;
  jti?: string | null;
}): Promise<string> {
  const { secret } = await signingSecretOf(live.ctx);
  const now = Math.floor(Date.now() / 1000);
  const { origin, jti = crypto.randomUUID() } = claims;
  return new SignJWT({
    iss: live.appId,
    aud: 'kaquan',
    sub: 'ann',
    iat: now + claims.iat,
    exp: now + claims.exp,
    ...(jti === null ? {} : { jti }),
    ...(origin === undefined ? {} : { origin }),
  })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret));
}

describe('the user token', () => {
  const path = (merchant = live): string => `/identity/token?appId=${merchant.appId}`;

  it('is made for the signed-in user and our own pages, for 15 minutes', async () => {
    const visitor = await signedIn(live, 'ben');
    const answer = await visitor.get(path(), { 'Sec-Fetch-Site': 'same-origin' });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const claims = claimsOf(answer.json.token);
    expect(claims).toMatchObject({ iss: live.appId, sub: 'ben', aud: 'kaquan', origin: api.url });
    expect(Math.round((Date.parse(answer.json.expiresAt) - Date.now()) / 60_000)).toBe(15);
  });

  it('tells strangers where to sign in', async () => {
    const answer = await api.get(path());
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      token: null,
      code: 'SIGN_IN_REQUIRED',
      signInUrl: `/identity/sign-in?appId=${live.appId}`,
    });
  });

  it.each([
    ['a page of another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
    ['a page of a sibling host', { 'Sec-Fetch-Site': 'same-site' }],
    ['the address bar', { 'Sec-Fetch-Site': 'none' }],
    ['an old browser on another site', { Origin: 'https://evil.example' }],
    ['a page without an origin', { Origin: 'null' }],
    ["the merchant's own page", { Origin: 'https://shop.example' }],
  ])('is not handed to %s', async (_title, headers) => {
    const visitor = await signedIn();
    const answer = await visitor.get(path(), headers);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.text).not.toContain('eyJ');
    expect((await visitor.send(path(), { method: 'DELETE', headers: { Origin: 'https://evil.example' } })).status).toBe(
      403,
    );
    expect([...visitor.cookies.keys()]).toContain(`kaquan_user_${live.appId}`);
  });

  it("is never made from another merchant's cookie", async () => {
    const visitor = await signedIn(live);
    visitor.cookies.set(`kaquan_user_${sandbox.appId}`, visitor.cookies.get(`kaquan_user_${live.appId}`) ?? '');
    expect((await visitor.get(path(sandbox))).json.token).toBeNull();
  });

  it('is never made from a cookie that was forged or is of another purpose', async () => {
    const visitor = aVisitor(api);
    const signIn = JSON.stringify({ merchantId: live.id, openid: 'ann', issuedAt: Date.now() });
    for (const seal of ['x', signIn, api.root.secrets.seal('sign-in-state', signIn)]) {
      visitor.cookies.set(`kaquan_user_${live.appId}`, encodeURIComponent(seal));
      expect((await visitor.get(path())).json.token).toBeNull();
    }
  });

  it('is not made any more after 30 days, whatever the browser keeps', async () => {
    const visitor = await signedIn();
    const now = api.root.now;
    api.root.now = () => new Date(Date.now() + 30 * 86_400_000);
    try {
      expect((await visitor.get(path())).json.token).toBeNull();
    } finally {
      api.root.now = now;
    }
  });

  it('is not made any more after signing out', async () => {
    const visitor = await signedIn();
    const answer = await visitor.send(path(), { method: 'DELETE', headers: { Origin: api.url } });
    expect([answer.status, visitor.set()]).toEqual([204, [expect.stringContaining('Max-Age=0')]]);
    expect((await visitor.get(path())).json.token).toBeNull();
  });

  it('lets one browser be a user of several merchants, the newest twenty', async () => {
    const visitor = await signedIn(live, 'ann');
    for (let place = 0; place < 20; place += 1) visitor.cookies.set(`kaquan_user_old${place}`, 'x');
    const answer = await visitor.get(signInPath(sandbox, '/'));
    await visitor.get(returnPath(paramOf(answer, 'state'), await aToken(sandbox, 'ben')));
    const kept = [...visitor.cookies.keys()].filter((name) => name.startsWith('kaquan_user_'));
    expect(kept).toHaveLength(20);
    expect(kept).not.toContain(`kaquan_user_${live.appId}`);
    expect((await visitor.get(path(sandbox))).status).toBe(200);
  });

  it('knows no merchant that does not exist, and no other method', async () => {
    expect((await api.get('/identity/token?appId=wx0000000000000000')).status).toBe(404);
    expect((await api.send(path(), { method: 'POST' })).headers.get('allow')).toBe('GET, DELETE');
  });
});

describe('a server with a public name', () => {
  it('signs in and makes tokens under that name, with cookies for HTTPS alone', async () => {
    const own = await server({ KAQUAN_PUBLIC_URL: 'https://cards.example' });
    try {
      const visitor = aVisitor(own);
      const Host = 'evil.example';
      const answer = await visitor.get(signInPath(live, 'https://cards.example/c/x'), { Host });
      expect(visitor.set()[0]).toMatch(/; HttpOnly; Secure$/);
      expect(paramOf(answer, 'return_to')).toBe('https://cards.example/identity/return');
      const end = await visitor.get(returnPath(paramOf(answer, 'state'), await aToken(live)));
      expect([locationOf(end), visitor.set()[0]]).toEqual(['/c/x', expect.stringMatching(/; HttpOnly; Secure$/)]);
      const { json } = await visitor.get(`/identity/token?appId=${live.appId}`, { Host });
      expect(claimsOf(json.token)).toMatchObject({ origin: 'https://cards.example' });
    } finally {
      await own.stop();
    }
  });
});
