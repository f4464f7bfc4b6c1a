import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listKeys } from '../../src/domain/access/index.ts';
import { updateMerchant } from '../../src/domain/merchants/index.ts';
import type { Card } from '../../src/generated/prisma/client.ts';
import { aCard } from '../kit/factories.ts';
import { anInstallation, documentOf, FACES_DOCUMENT, SDK_VERSION } from '../kit/installation.ts';
import { type Answer, type Api, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
let card: Card;

beforeAll(async () => {
  api = await server({}, { installation: anInstallation() });
  merchant = await api.aMerchant();
  card = await aCard(merchant.ctx, { title: '满100减10', brandName: '海底捞', subTitle: '<b>"全天"</b>' });
});
afterAll(() => api.stop());

const attributeOf = (page: Answer, name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(page.text)?.[1] ?? '';
const initialOf = (page: Answer): unknown =>
  JSON.parse(/<script type="application\/json">(.*?)<\/script>/.exec(page.text)?.[1] ?? 'null');
const policyOf = (page: Answer): string => page.headers.get('content-security-policy') ?? '';

describe('the claim page of a card', () => {
  it('holds the element and what the SDK needs', async () => {
    const page = await api.get(`/c/${card.id}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).toContain(`<kq-claim card-id="${card.id}"`);
    expect(page.text).toContain(`<script defer src="/sdk/${SDK_VERSION}/claim.js" data-endpoint="${api.url}/graphql"`);
    expect(page.text).toContain(`<link rel="stylesheet" href="/sdk/${SDK_VERSION}/reserve.css">`);
    expect(attributeOf(page, 'data-token-url')).toBe(`/identity/token?appId=${merchant.appId}`);
    expect(page.text).toContain('name="viewport" content="width=device-width, initial-scale=1"');
    expect(page.text).toContain('<noscript>');
  });

  it('is as light or dark as the rest of the page', async () => {
    const page = await api.get(`/c/${card.id}`);
    expect(page.text).toContain('<meta name="color-scheme" content="light dark">');
    expect(attributeOf(page, 'theme')).toBe('auto');
  });

  it('lets a visitor of a sandbox become another user, and nobody whom a login knows', async () => {
    const link = `/identity/sign-in?appId=${merchant.appId}&amp;return_to=%2Fc%2F${card.id}`;
    expect((await api.get(`/c/${card.id}`)).text).toContain(`<a href="${link}">`);
    const known = await api.aMerchant({ loginUrl: 'https://shop.example/login' });
    const itsCard = await aCard(known.ctx);
    expect((await api.get(`/c/${itsCard.id}`)).text).not.toContain('/identity/sign-in');
  });

  it('tells what it is about before any script runs', async () => {
    const page = await api.get(`/c/${card.id}`);
    expect(page.text).toContain('<title>满100减10 · 海底捞</title>');
    expect(page.text).toContain('<meta property="og:title" content="满100减10">');
    expect(page.text).toContain('content="&lt;b&gt;&quot;全天&quot;&lt;/b&gt;"');
    expect(page.text).toContain(`<meta property="og:url" content="${api.root.publicUrl}/c/${card.id}">`);
    expect(page.text).toContain(`<meta property="og:image" content="${card.logoUrl}">`);
  });

  it("holds the face as the SDK's own document reads it", async () => {
    const page = await api.get(`/c/${card.id}`);
    expect(initialOf(page)).toEqual({
      __typename: 'CardFace',
      id: card.id,
      title: '满100减10',
      brandName: '海底捞',
      description: card.description,
      stock: { __typename: 'Stock', left: 10 },
    });
  });

  it('holds a key that runs the documents of the SDK from this page', async () => {
    const page = await api.get(`/c/${card.id}`);
    const key = attributeOf(page, 'data-key');
    expect(key).toMatch(/^pk_test_[0-9A-Za-z]{40}$/);
    const query = new URLSearchParams({
      id: documentOf('KqCards', FACES_DOCUMENT).hash,
      key,
      variables: JSON.stringify({ ids: [card.id] }),
    });
    const read = await api.get(`/graphql?${query}`, { Referer: `${api.root.publicUrl}/c/${card.id}` });
    expect(read.json.data.cardFaces).toMatchObject([{ title: '满100减10' }]);
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
  });

  it('runs under a strict policy that lets the image hosts of its merchant in', async () => {
    const own = await api.aMerchant();
    await updateMerchant(own.ctx, { imageHosts: ['mmbiz.qpic.cn', 'img.shop.example:8443'] });
    const page = await api.get(`/c/${(await aCard(own.ctx)).id}`);
    expect(policyOf(page)).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: ${api.root.publicUrl} mmbiz.qpic.cn img.shop.example:8443; font-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
    );
    expect(page.text).not.toMatch(/\son[a-z]+=|style=|<script>/);
  });

  it.each([
    ['zh-CN,zh;q=0.9', '', 'zh-CN'],
    ['en-GB', '', 'en'],
    ['fr', '', 'en'],
    ['en', '?lang=zh-CN', 'zh-CN'],
    ['zh-CN', '?lang=en', 'en'],
    ['zh-CN', '?lang=%22%3E', 'zh-CN'],
  ])('speaks to %s%s in %s', async (accepted, query, language) => {
    const page = await api.get(`/c/${card.id}${query}`, { 'Accept-Language': accepted });
    expect(page.text).toContain(`<html lang="${language}">`);
    expect(attributeOf(page, 'locale')).toBe(language);
    expect(page.headers.get('content-language')).toBe(language);
  });

  it.each([
    ['?ch=poster-7', 'poster-7'],
    ['?outer_str=%E6%B5%B7%E6%8A%A5', '海报'],
    ['?ch=a&outer_str=b', 'a'],
    [`?ch=${'x'.repeat(128)}`, 'x'.repeat(128)],
    [`?ch=${'x'.repeat(129)}`, ''],
    [`?ch=${encodeURIComponent('报'.repeat(43))}`, ''],
    ['?ch=a%00b', ''],
    ['?ch=', ''],
    ['?ch=%22%3E%3Cscript%3E', '&quot;&gt;&lt;script&gt;'],
  ])('takes the channel of %s along', async (query, channel) => {
    expect(attributeOf(await api.get(`/c/${card.id}${query}`), 'channel')).toBe(channel);
  });

  it('writes what a merchant wrote as text, never as markup', async () => {
    const evil = await aCard(merchant.ctx, {
      title: '</script>',
      brandName: '"><svg/onload=1>',
      description: '</script><script>alert(1)</script><!--',
    });
    const page = await api.get(`/c/${evil.id}`);
    expect(page.text).not.toMatch(/<svg|alert\(1\)<\/script>|<!--/);
    expect(page.text.match(/<script/g)).toHaveLength(2);
    expect(initialOf(page)).toMatchObject({ title: '</script>', description: evil.description });
  });

  it('tells how the coupon is used, in the words of the merchant', async () => {
    const told = await aCard(merchant.ctx, { description: '第一行\n<第二行>', servicePhone: '010-1234' });
    const page = await api.get(`/c/${told.id}`, { 'Accept-Language': 'zh-CN' });
    expect(page.text).toContain('<dd>第一行\n&lt;第二行&gt;</dd>');
    expect(page.text).toContain('<a href="tel:010-1234">010-1234</a>');
    expect((await api.get('/c/card_nobody')).text).not.toContain('class="terms"');
  });

  it('answers HEAD, and no write', async () => {
    const head = await api.send(`/c/${card.id}`, { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([200, '']);
    expect((await api.post(`/c/${card.id}`, {})).headers.get('allow')).toBe('GET, HEAD');
  });

  it('also shows a card that was withdrawn, and none that was deleted', async () => {
    const own = await aCard(merchant.ctx);
    const become = (status: 'WITHDRAWN' | 'DELETED' | 'IN_REVIEW') =>
      api.root.prisma.card.update({ where: { id: own.id }, data: { status } });
    await become('WITHDRAWN');
    expect((await api.get(`/c/${own.id}`)).text).toContain('<script defer');
    for (const status of ['DELETED', 'IN_REVIEW'] as const) {
      await become(status);
      const page = await api.get(`/c/${own.id}`);
      expect([page.status, page.text.includes(own.title)]).toEqual([200, false]);
    }
  });
});

describe('a link to no card', () => {
  it.each([
    ['an id that nobody has', `/c/card_${'0'.repeat(26)}`],
    ['another kind of id', `/c/mer_${'0'.repeat(26)}`],
    ['nothing', '/c/'],
    ['no slash', '/c'],
    ['something else', '/c/hello'],
    ['markup', '/c/%22%3E%3Cscript%3Ealert(1)%3C/script%3E'],
    ['broken percent signs', '/c/%E0%A4%A'],
    ['a NUL', '/c/%00'],
    ['very much', `/c/${'x'.repeat(4_000)}`],
  ])('says so kindly, in both languages: %s', async (_title, path) => {
    const page = await api.get(path, { 'Accept-Language': 'zh-CN' });
    expect(page.status).toBe(200);
    expect(page.text).toContain('该优惠券不存在，或已停止发放。');
    expect(page.text).toContain('<kq-claim card-id="');
    expect(page.text).not.toContain('<script');
    expect(page.text).toContain('<meta name="robots" content="noindex">');
    expect((await api.get(path, { 'Accept-Language': 'en' })).text).toContain('This coupon does not exist');
  });
});

describe('the key of hosted pages', () => {
  const REVOKE = 'mutation ($id: ID!) { keyRevoke(input: { keyId: $id }) { key { id } userErrors { code } } }';
  const OPEN = 'mutation { hostedPagesOpen { key { name hint } userErrors { code } } }';

  it('is listed, can be revoked, which closes the pages, and is replaced at the wish of the merchant', async () => {
    const own = await api.aMerchant();
    const path = `/c/${(await aCard(own.ctx)).id}`;
    const first = attributeOf(await api.get(path), 'data-key');
    const listed = (await listKeys(own.ctx)).find(({ name }) => name === 'Hosted pages');
    expect(listed?.hint).toBe(first.slice(-4));
    await api.gql(REVOKE, { id: listed?.id }, own.secretKey);
    const closed = await api.get(path, { 'Accept-Language': 'en' });
    expect([closed.status, attributeOf(closed, 'data-key')]).toEqual([200, '']);
    expect(closed.text).toContain('The merchant has closed this page for now.');
    const { json } = await api.gql(OPEN, {}, own.secretKey);
    const second = attributeOf(await api.get(path), 'data-key');
    expect(json.data.hostedPagesOpen).toEqual({
      key: { name: 'Hosted pages', hint: second.slice(-4) },
      userErrors: [],
    });
    expect(second).not.toBe(first);
  });

  it('is not opened by who may not make keys', async () => {
    expect((await api.gql(OPEN, {}, merchant.reportKey)).json.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('a server without the SDK', () => {
  it('says on the page what is missing', async () => {
    const bare = await server();
    try {
      const page = await bare.get(`/c/${card.id}`, { 'Accept-Language': 'en' });
      expect([page.status, page.text.includes('<script')]).toEqual([200, false]);
      expect(page.text).toContain('npx pnpm --filter @kaquan/sdk build');
    } finally {
      await bare.stop();
    }
  });
});
