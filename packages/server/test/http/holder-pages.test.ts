import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listKeys, revokeKey } from '../../src/domain/access/index.ts';
import { giveCode } from '../../src/domain/gifts/index.ts';
import { updateMerchant } from '../../src/domain/merchants/index.ts';
import { aCode } from '../kit/factories.ts';
import { anInstallation, SDK_VERSION } from '../kit/installation.ts';
import { type Answer, type Api, type ServedMerchant, server } from '../kit/server.ts';

const SCRIPTS = {
  'packages/sdk/dist/cdn/wallet.js': 'window.wallet = 1;\n',
  'packages/sdk/dist/cdn/gift.js': 'window.gift = 1;\n',
};

let api: Api;
let merchant: ServedMerchant;
beforeAll(async () => {
  api = await server({}, { installation: anInstallation(SCRIPTS) });
  merchant = await api.aMerchant({ name: '海底捞' });
});
afterAll(() => api.stop());

const attributeOf = (page: Answer, name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(page.text)?.[1] ?? '';
const CHINESE = { 'Accept-Language': 'zh-CN' };

/** A gift of ann, and the token of its link. */
async function aGift(message?: string) {
  const { card, code } = await aCode(merchant.ctx, { title: '满100减10', subTitle: '周末通用' });
  const gift = await giveCode(merchant.ctx, { value: code.value, openid: code.openid, message });
  return { card, token: gift.token };
}

describe('the wallet of a merchant', () => {
  it('holds the element and what the SDK needs, under a strict policy', async () => {
    const page = await api.get(`/w/${merchant.appId}`, CHINESE);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).toContain('<title>我的卡券 · 海底捞</title>');
    expect(page.text).toContain(`<kq-wallet code-url="/w/${merchant.appId}/{id}" locale="zh-CN" theme="auto">`);
    expect(page.text).toContain(`src="/sdk/${SDK_VERSION}/wallet.js" data-endpoint="${api.url}/graphql"`);
    expect(attributeOf(page, 'data-token-url')).toBe(`/identity/token?appId=${merchant.appId}`);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'");
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect(page.text).not.toMatch(/\son[a-z]+=|style=|<script>/);
    expect(page.text).toContain('<meta name="robots" content="noindex">');
  });

  it('lets pictures of the merchant’s hosts in', async () => {
    const own = await api.aMerchant();
    await updateMerchant(own.ctx, { imageHosts: ['img.shop.example'] });
    const page = await api.get(`/w/${own.appId}`);
    expect(page.headers.get('content-security-policy')).toContain(`data: ${api.root.publicUrl} img.shop.example;`);
  });

  it('has a page for each code, which tells nothing before the user is known', async () => {
    const { code } = await aCode(merchant.ctx);
    const page = await api.get(`/w/${merchant.appId}/${code.id}`, CHINESE);
    expect(page.text).toContain(`<kq-coupon code-id="${code.id}" heading-level="1" locale="zh-CN"`);
    expect(page.text).toContain(`<a href="/w/${merchant.appId}">我的卡券</a>`);
    expect(page.text).not.toContain(code.value);
    expect((await api.get(`/w/${merchant.appId}/%22%3E%3Cscript%3E`)).text).toContain(
      'code-id="&quot;&gt;&lt;script&gt;"',
    );
  });

  it.each([
    ['nobody', '/w/wx0000000000000000'],
    ['nothing', '/w/'],
    ['markup', '/w/%22%3E%3Cscript%3E'],
    ['too much', '/w/wx0000000000000000/a/b'],
  ])('of %s is not there', async (_title, path) => {
    const page = await api.get(path, CHINESE);
    expect([page.status, page.text.includes('<script')]).toEqual([404, false]);
    expect(page.text).toContain('没有这个页面，请检查链接。');
  });

  it('is closed with the other pages of its merchant', async () => {
    const own = await api.aMerchant();
    await api.get(`/w/${own.appId}`);
    const key = (await listKeys(own.ctx)).find(({ name }) => name === 'Hosted pages');
    await revokeKey(own.ctx, { keyId: key?.id ?? '' });
    const page = await api.get(`/w/${own.appId}`, { 'Accept-Language': 'en' });
    expect([page.status, page.text.includes('<script')]).toEqual([200, false]);
    expect(page.text).toContain('The merchant has closed this page for now.');
  });

  it('answers HEAD, and no write', async () => {
    expect((await api.send(`/w/${merchant.appId}`, { method: 'HEAD' })).status).toBe(200);
    for (const path of [`/w/${merchant.appId}`, '/g/x'])
      expect((await api.post(path, {})).headers.get('allow')).toBe('GET, HEAD');
  });
});

describe('the page of a gift', () => {
  it('holds the element, and tells whoever the link is sent to what it is', async () => {
    const { token, card } = await aGift('<b>给你</b>');
    const page = await api.get(`/g/${token}`, CHINESE);
    expect(page.text).toContain(`<kq-gift token="${token}" code-url="/w/${merchant.appId}/{id}" heading-level="1"`);
    expect(page.text).toContain(`src="/sdk/${SDK_VERSION}/gift.js"`);
    expect(page.text).toContain('<meta property="og:title" content="好友送你一张券：满100减10">');
    expect(page.text).toContain('<meta property="og:description" content="&lt;b&gt;给你&lt;/b&gt;">');
    expect(page.text).toContain(`<meta property="og:url" content="${api.root.publicUrl}/g/${token}">`);
    expect(page.text).toContain(`<meta property="og:image" content="${card.logoUrl}">`);
    expect(page.text).toContain('<meta name="robots" content="noindex">');
  });

  it('tells the sub-title where the giver said nothing', async () => {
    const { token } = await aGift();
    expect((await api.get(`/g/${token}`)).text).toContain('<meta property="og:description" content="周末通用">');
  });

  it.each([
    ['nobody', `/g/${'a'.repeat(22)}`],
    ['something else', '/g/hello'],
    ['nothing', '/g'],
    ['markup', '/g/%22%3E%3Cscript%3E'],
    ['a NUL', '/g/%00'],
  ])('of %s says so', async (_title, path) => {
    const page = await api.get(path, CHINESE);
    expect([page.status, page.text.includes('<script')]).toEqual([404, false]);
    expect(page.text).toContain('没有这份礼物，请检查好友发来的链接。');
  });
});

it('a claim leads to the wallet', async () => {
  const { card } = await aCode(merchant.ctx);
  expect((await api.get(`/c/${card.id}`, CHINESE)).text).toContain(`<a href="/w/${merchant.appId}">我的卡券</a>`);
  expect((await api.get('/c/card_nobody', CHINESE)).text).not.toContain('/w/');
});

it('a server without the scripts says what is missing', async () => {
  const bare = await server({}, { installation: anInstallation() });
  try {
    const page = await bare.get(`/w/${merchant.appId}`, { 'Accept-Language': 'en' });
    expect([page.status, page.text.includes('<script')]).toEqual([200, false]);
    expect(page.text).toContain('npx pnpm --filter @kaquan/sdk build');
  } finally {
    await bare.stop();
  }
});
