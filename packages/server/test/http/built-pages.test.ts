import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSignInLink, invitePerson } from '../../src/domain/access/index.ts';
import { addStaff } from '../../src/domain/staff/index.ts';
import { updateMerchant } from '../../src/domain/merchants/index.ts';
import { anInstallation, SCRIPT, SDK_VERSION } from '../kit/installation.ts';
import { type Api, type ServedMerchant, server } from '../kit/server.ts';
import { aVisitor } from '../kit/visitor.ts';

const KEY = 'pk_test_"<shop>';
let api: Api;
let merchant: ServedMerchant;
let closed: Api;

beforeAll(async () => {
  closed = await server({}, { installation: anInstallation() });
  merchant = await closed.aMerchant();
  await updateMerchant(merchant.ctx, { imageHosts: ['img.shop.example'] });
  const shop = { appId: merchant.appId, publishableKey: KEY, cards: { 'demo-cash': 'card_1' } };
  api = await server({}, { installation: anInstallation(), prepare: async () => shop });
});
afterAll(async () => {
  await api.stop();
  await closed.stop();
});

const policyOf = (answer: { headers: Headers }): string => answer.headers.get('content-security-policy') ?? '';
const STRICT = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

describe('the demo shop', () => {
  it('is filled in with the sandbox merchant, as text', async () => {
    const page = await api.get('/demo/');
    expect(page.status).toBe(200);
    expect(page.text).toContain(`src="/sdk/${SDK_VERSION}/claim.js"`);
    expect(page.text).toContain(`data-endpoint="${api.url}/graphql"`);
    expect(page.text).toContain('data-key="pk_test_&quot;&lt;shop&gt;"');
    expect(page.text).toContain(`data-token-url="/identity/token?appId=${merchant.appId}"`);
    expect(page.text).toContain('card-id="card_1"');
    expect(page.text).toContain('<kq-claim card-id=""></kq-claim>');
    expect(page.text).not.toContain('{{');
  });

  it('runs under a strict policy that lets the images of its merchant in', async () => {
    const page = await api.get('/demo/');
    expect(policyOf(page).split('; ')).toEqual(expect.arrayContaining(STRICT));
    expect(policyOf(page)).toMatch(/; img-src 'self' data: http:\/\/localhost:\d+ img\.shop\.example;/);
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
  });

  it('serves its files and folders, and nothing else', async () => {
    expect((await api.get('/demo/shop.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect((await api.get('/demo/about/')).text).toContain('About');
    const missing = await api.get('/demo/nothing.html');
    expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    const moved = await api.get('/demo?x=1');
    expect([moved.status, moved.headers.get('location')]).toEqual([308, '/demo/?x=1']);
    expect((await api.post('/demo/', {})).status).toBe(405);
  });

  it('is closed where there is no sandbox', async () => {
    const page = await closed.get('/demo/', { 'Accept-Language': 'en' });
    expect(page.status).toBe(404);
    expect(page.text).toContain('KAQUAN_SANDBOX=1');
    expect((await closed.get('/demo/shop.css')).status).toBe(404);
  });
});

describe('the console', () => {
  it.each(['/console/', '/console/cards', '/console/cards/card_1/edit', '/console/a.b'])(
    'is one page at %s',
    async (path) => {
      const page = await api.get(path);
      expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(page.text).toContain('<title>Console</title>');
    },
  );

  it('keeps files with a hash in their name for ever, and never answers for one that is gone', async () => {
    const script = await api.get('/console/assets/index-abc123.js');
    expect(script.text).toBe(SCRIPT);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const gone = await api.get('/console/assets/index-old.js');
    expect([gone.status, gone.text.includes('<title>Console</title>')]).toEqual([404, false]);
  });

  it('runs under a strict policy, with sockets to its own host', async () => {
    const page = await api.get('/console/');
    expect(policyOf(page).split('; ')).toEqual(
      expect.arrayContaining([...STRICT.slice(0, -1), 'trusted-types kaquan-worker']),
    );
    expect(policyOf(page)).toContain(`connect-src 'self' ws://127.0.0.1:${new URL(api.url).port};`);
    expect(policyOf(page)).not.toContain('img.shop.example');
  });

  it('shows the images of the merchants of who is signed in, and is where a sign-in link leads', async () => {
    const operator = { ...merchant.ctx, actor: { kind: 'operator', id: 'test', merchantId: merchant.id } as const };
    const login = `owner-${Date.now()}`;
    const { person } = await invitePerson(operator, { login, name: '王店主', role: 'OWNER' });
    const { token } = await createSignInLink(operator, { personId: person.id });
    const visitor = aVisitor(api);
    expect((await visitor.get(`/session/${token}`)).headers.get('location')).toBe('/console/');
    expect(policyOf(await visitor.get('/console/'))).toContain(' img.shop.example');
    const { invitation } = await addStaff(operator, { name: '李店员', roles: ['REDEEMER'] });
    const phone = await aVisitor(api).get(new URL(invitation?.url ?? '').pathname);
    expect(phone.headers.get('location')).toBe('/console/redeem');
    expect((await visitor.get('/', { 'Accept-Language': 'en' })).text).toContain(
      '<a href="/console/">Open the console</a>',
    );
  });

  it('begins behind a slash', async () => {
    const moved = await api.get('/console?x=1');
    expect([moved.status, moved.headers.get('location')]).toEqual([308, '/console/?x=1']);
    expect((await api.post('/console/', {})).status).toBe(405);
  });
});
