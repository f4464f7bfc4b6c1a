import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSafeDomain } from '../../src/domain/access/index.ts';
import { updateMerchant } from '../../src/domain/merchants/index.ts';
import { type Answer, type Api, type ServedMerchant, server } from '../kit/server.ts';
import { aVisitor, type Visitor } from '../kit/visitor.ts';

let api: Api;
let merchant: ServedMerchant;

beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant({ name: '<b>海底捞</b>' });
  await addSafeDomain(merchant.ctx, { kind: 'DOMAIN', value: 'shop.example' });
});
afterAll(() => api.stop());

type Begun = { visitor: Visitor; state: string; picker: string };

async function begun(returnTo = '/c/card_x', of = merchant): Promise<Begun> {
  const visitor = aVisitor(api);
  const answer = await visitor.get(
    `/identity/sign-in?${new URLSearchParams({ appId: of.appId, return_to: returnTo })}`,
  );
  const picker = answer.headers.get('location') ?? '';
  return { visitor, picker, state: new URL(picker, api.url).searchParams.get('state') ?? '' };
}

const tokenOf = async (visitor: Visitor): Promise<Answer> => visitor.get(`/identity/token?appId=${merchant.appId}`);
const openidIn = ({ json }: Answer): string =>
  JSON.parse(Buffer.from(String(json.token).split('.')[1] ?? '', 'base64url').toString()).sub;

describe('the user picker of a sandbox merchant', () => {
  it('offers ann, ben and carol in plain forms that need no script', async () => {
    const { visitor, picker } = await begun();
    const page = await visitor.get(picker, { 'Accept-Language': 'en' });
    expect(page.status).toBe(200);
    for (const openid of ['ann', 'ben', 'carol']) expect(page.text).toContain(`name="openid" value="${openid}"`);
    expect(page.text).not.toMatch(/<script|\son[a-z]+=|style=|https?:/);
    expect(page.text).toContain('&lt;b&gt;海底捞&lt;/b&gt;');
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    );
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
  });

  it('speaks Chinese to who asks for it', async () => {
    const { visitor, picker } = await begun();
    expect((await visitor.get(picker, { 'Accept-Language': 'zh-CN' })).text).toContain('您是谁？');
    expect((await visitor.get(`${picker}&lang=zh`, { 'Accept-Language': 'en' })).text).toContain('lang="zh-CN"');
  });

  it.each(['ann', 'Somebody_else-1', 'x'.repeat(64)])('signs in as %s', async (openid) => {
    const { visitor, state } = await begun();
    const picked = await visitor.submit('/identity/pick', { state, openid });
    expect(picked.status).toBe(303);
    const answer = await visitor.get(picked.headers.get('location') ?? '');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/c/card_x']);
    expect(openidIn(await tokenOf(visitor))).toBe(openid);
  });

  it.each(['', 'two words', '<script>alert(1)</script>', '王', 'x'.repeat(65)])(
    'refuses %j as an openid',
    async (openid) => {
      const { visitor, state } = await begun();
      const answer = await visitor.submit('/identity/pick', { state, openid });
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
      expect(answer.text).toContain('aria-invalid="true"');
      expect(answer.text).not.toContain('<script');
    },
  );

  it("lets its form lead on to the merchant's own page and nowhere else", async () => {
    const { visitor, picker } = await begun('https://shop.example/coupons');
    const policy = (await visitor.get(picker)).headers.get('content-security-policy');
    expect(policy).toMatch(/form-action 'self' https:\/\/shop\.example$/);
  });

  it('is for the browser that began', async () => {
    const { picker, state } = await begun();
    const other = await begun();
    expect((await other.visitor.get(picker)).status).toBe(401);
    expect((await other.visitor.submit('/identity/pick', { state, openid: 'ann' })).status).toBe(401);
  });

  it.each([
    [{ Origin: 'https://evil.example' }],
    [{ Origin: 'null' }],
    [{ 'Sec-Fetch-Site': 'cross-site' }],
    [{ 'Sec-Fetch-Site': 'same-site' }],
  ])('takes no form from elsewhere: %j', async (headers) => {
    const { visitor, state } = await begun();
    expect((await visitor.submit('/identity/pick', { state, openid: 'ann' }, headers)).status).toBe(403);
  });

  it('ends as soon as the merchant sets a login address', async () => {
    const own = await api.aMerchant();
    const { visitor, picker, state } = await begun('/', own);
    await updateMerchant(own.ctx, { loginUrl: 'https://login.example/' });
    expect((await visitor.get(picker)).status).toBe(403);
    expect((await visitor.submit('/identity/pick', { state, openid: 'ann' })).status).toBe(403);
  });

  it('takes forms only', async () => {
    const { visitor, state } = await begun();
    const json = { 'Content-Type': 'application/json' };
    expect((await visitor.submit('/identity/pick', { state, openid: 'ann' }, json)).status).toBe(415);
    expect((await visitor.submit('/identity/pick', { state, openid: 'x'.repeat(9_000) })).status).toBe(413);
    expect((await api.send('/identity/pick', { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD, POST');
  });
});
