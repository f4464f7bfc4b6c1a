import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlacement, closePlacement, placementCountsOf } from '../../src/domain/placements/index.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import { openHostedPages, listKeys, revokeKey } from '../../src/domain/access/index.ts';
import { aCard, aStore, IMAGE_URL } from '../kit/factories.ts';
import { anInstallation, SDK_VERSION } from '../kit/installation.ts';
import { readQrJpeg, readQrPng } from '@kaquan/browser';
import { type Answer, type Api, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;

beforeAll(async () => {
  api = await server(
    {},
    { installation: anInstallation({ 'packages/sdk/dist/cdn/claim-list.js': 'window.list = 1;\n' }) },
  );
  merchant = await api.aMerchant();
});
afterAll(() => api.stop());

const attributeOf = (page: Answer, name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(page.text)?.[1] ?? '';
const dataOf = (page: Answer) =>
  JSON.parse(/<script type="application\/json">(.*?)<\/script>/.exec(page.text)?.[1] ?? 'null');
const bytesOf = async (path: string): Promise<Buffer> => Buffer.from(await (await fetch(api.url + path)).arrayBuffer());

const viewsOf = async (id: string): Promise<number> =>
  (await placementCountsOf(merchant.ctx, [id])).get(id)?.views ?? -1;

describe('the page of a placement', () => {
  it('of one card is its claim, led by the token, with channel and terms', async () => {
    const card = await aCard(merchant.ctx, { title: '满100减10', brandName: '海底捞' });
    const { token } = await createPlacement(merchant.ctx, {
      kind: 'QR_CODE',
      channel: 'door',
      cards: [{ cardId: card.id }],
    });
    const page = await api.get(`/p/${token}?ch=mine`, { 'Accept-Language': 'zh-CN' });
    expect(page.status).toBe(200);
    expect(page.text).toContain(`<kq-claim card-id="${card.id}" placement="${token}"`);
    expect(attributeOf(page, 'channel')).toBe('door');
    expect(page.text).toContain(`src="/sdk/${SDK_VERSION}/claim.js"`);
    expect(dataOf(page)).toMatchObject({ id: card.id, title: '满100减10' });
    expect(page.text).toContain('使用须知');
    expect(page.text).toContain('<meta name="robots" content="noindex">');
  });

  it('of several cards is a list of them, with banner and pictures of a shelf', async () => {
    const cards = [await aCard(merchant.ctx, { title: '一' }), await aCard(merchant.ctx, { title: '</script>' })];
    const { token } = await createPlacement(merchant.ctx, {
      kind: 'SHELF',
      settings: { title: '周末<专区>', bannerUrl: IMAGE_URL, canShare: true },
      cards: cards.map(({ id }) => ({ cardId: id, thumbUrl: IMAGE_URL })),
    });
    const page = await api.get(`/p/${token}?ch=poster`, { 'Accept-Language': 'zh-CN' });
    expect(page.text).toContain(`<kq-claim-list placement="${token}" mode="all"`);
    expect(page.text).toContain(`src="/sdk/${SDK_VERSION}/claim-list.js"`);
    expect(attributeOf(page, 'channel')).toBe('poster');
    expect(page.text).toContain('<h1>周末&lt;专区&gt;</h1>');
    expect(page.text).toContain(`<img class="banner" src="${IMAGE_URL}"`);
    expect(page.text).toContain('<meta property="og:title" content="周末&lt;专区&gt;">');
    expect(dataOf(page).items).toMatchObject(
      cards.map(({ id }) => ({ cardId: id, thumbUrl: IMAGE_URL, initial: { id } })),
    );
  });

  it('says nothing to share of a shelf that may not be shared', async () => {
    const card = await aCard(merchant.ctx);
    const settings = { title: '内部', bannerUrl: IMAGE_URL };
    const { token } = await createPlacement(merchant.ctx, { kind: 'SHELF', settings, cards: [{ cardId: card.id }] });
    expect((await api.get(`/p/${token}`)).text).not.toContain('og:title');
  });

  it('of a store shows the store', async () => {
    const [card, store] = [await aCard(merchant.ctx), await aStore(merchant.ctx)];
    const cards = [{ cardId: card.id }];
    const { token } = await createPlacement(merchant.ctx, { kind: 'NEARBY', storeId: store.id, cards });
    const page = await api.get(`/p/${token}`);
    expect(page.text).toContain(store.businessName);
    expect(page.text).toContain(store.address);
    expect(page.text).toContain(`<kq-claim card-id="${card.id}"`);
  });

  it.each([
    [{ kind: 'MENU', settings: { label: '优惠' } }, '<h1>优惠</h1>'],
    [{ kind: 'WIFI', settings: { ssid: 'shop-guest' } }, '<h1>您已连接 shop-guest</h1>'],
    [
      { kind: 'BEACON', settings: { uuid: 'FDA50693-A4E2-4FB1-AFCF-C6EB07647825', major: 1, minor: 2 } },
      '<h1>身边的优惠</h1>',
    ],
  ] as const)('of %j has its own heading', async (kind, heading) => {
    const card = await aCard(merchant.ctx);
    const { token } = await createPlacement(merchant.ctx, { ...kind, cards: [{ cardId: card.id }] });
    expect((await api.get(`/p/${token}`, { 'Accept-Language': 'zh-CN' })).text).toContain(heading);
  });

  it('counts who opens it, and not what is fetched ahead or asked by HEAD', async () => {
    const card = await aCard(merchant.ctx);
    const { id, token } = await createPlacement(merchant.ctx, { kind: 'ARTICLE', cards: [{ cardId: card.id }] });
    await api.get(`/p/${token}`);
    await api.get(`/p/${token}`, { 'Sec-Purpose': 'prefetch' });
    await fetch(`${api.url}/p/${token}`, { method: 'HEAD' });
    await api.get(`/p/${token}/print`);
    await api.get(`/p/${token}/qr.svg`);
    await expect.poll(() => viewsOf(id), { timeout: 10_000 }).toBe(1);
    await api.get(`/p/${token}`);
    await expect.poll(() => viewsOf(id), { timeout: 10_000 }).toBe(2);
  });

  it('says that it has ended, or that its one claim was made', async () => {
    const card = await aCard(merchant.ctx);
    const once = await createPlacement(merchant.ctx, { kind: 'QR_CODE', cards: [{ cardId: card.id, openid: 'ann' }] });
    await claimCard(merchant.ctx, { cardId: card.id, openid: 'ann', placementToken: once.token });
    const used = await api.get(`/p/${once.token}`);
    expect(used.text).toContain('which was made');
    expect(used.text).toContain('<kq-claim ');
    await closePlacement(merchant.ctx, { placementId: once.id });
    const closed = await api.get(`/p/${once.token}`);
    expect(closed.text).toContain('This offer has ended');
    expect(closed.text).not.toContain('<kq-claim');
  });

  it('is closed with the hosted pages of its merchant', async () => {
    const own = await api.aMerchant();
    const card = await aCard(own.ctx);
    const { token } = await createPlacement(own.ctx, { kind: 'ARTICLE', cards: [{ cardId: card.id }] });
    await api.get(`/p/${token}`);
    const hosted = (await listKeys(own.ctx)).find(({ kind, hostedVersion }) => kind === 'PUBLISHABLE' && hostedVersion);
    await revokeKey(own.ctx, { keyId: hosted?.id ?? '' });
    expect((await api.get(`/p/${token}`)).text).toContain('This page is closed');
    await openHostedPages(own.ctx);
    expect((await api.get(`/p/${token}`)).text).toContain('<kq-claim');
  });

  it.each(['', 'x', '../../healthz', '%00', '%E0%A4%A', "'--", 'x'.repeat(3_000), 'A'.repeat(32), 'a/b/c'])(
    'tells nothing about the address %j',
    async (token) => {
      const page = await api.get(`/p/${token}`);
      expect([page.status, page.text.includes('kq-claim')]).toEqual([token === '../../healthz' ? 200 : 404, false]);
    },
  );
});

describe('the QR code of a placement', () => {
  it('is read by other decoders in each of its forms and sizes', async () => {
    const card = await aCard(merchant.ctx);
    const { token } = await createPlacement(merchant.ctx, { kind: 'QR_CODE', cards: [{ cardId: card.id }] });
    const said = `${api.root.publicUrl}/p/${token}`;
    const paths = ['qr.png', 'qr.png?size=258', 'qr.png?size=344'].map((name) => `/p/${token}/${name}`);
    const pngs = await Promise.all(paths.map(bytesOf));
    const jpegs = [await bytesOf(`/p/${token}/qr.jpg?size=860`), await bytesOf(`/cgi-bin/showqrcode?ticket=${token}`)];
    expect([...pngs.map(readQrPng), ...jpegs.map(readQrJpeg)]).toEqual(Array.from({ length: 5 }, () => said));
    const svg = await api.get(`/p/${token}/qr.svg?size=860`);
    expect(svg.headers.get('content-type')).toBe('image/svg+xml');
    expect(svg.text).toContain('width="860" height="860"');
  });

  it('is downloaded as title, kind and date (L6)', async () => {
    const card = await aCard(merchant.ctx, { title: '满100减10' });
    const { token } = await createPlacement(merchant.ctx, { kind: 'QR_CODE', cards: [{ cardId: card.id }] });
    const { headers } = await api.get(`/p/${token}/qr.png?download=1&lang=zh-CN`);
    const disposition = headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="qr_\d{4}-\d\d-\d\d\.png"; filename\*=UTF-8''/);
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toMatch(
      /^满100减10_代金券_\d{4}-\d\d-\d\d\.png$/,
    );
    expect((await api.get(`/p/${token}/qr.png`)).headers.get('content-disposition')).toBeNull();
  });

  it.each(['0', '431', '1281', '1e9', 'x', '-430', '430.0'])('is not drawn %s pixels wide', async (size) => {
    const card = await aCard(merchant.ctx);
    const { token } = await createPlacement(merchant.ctx, { kind: 'QR_CODE', cards: [{ cardId: card.id }] });
    expect((await api.get(`/p/${token}/qr.jpg?size=${size}`)).status).toBe(400);
  });

  it('of no placement is not found', async () => {
    expect((await api.get('/cgi-bin/showqrcode')).status).toBe(404);
    expect((await api.get(`/cgi-bin/showqrcode?ticket=${'A'.repeat(32)}`)).status).toBe(404);
    expect((await api.get(`/p/${'A'.repeat(32)}/qr.png`)).status).toBe(404);
  });
});

it('the sheet to print holds code, coupon, steps and the end of the code', async () => {
  const card = await aCard(merchant.ctx, { title: '<b>满100减10</b>' });
  const { token } = await createPlacement(merchant.ctx, { kind: 'QR_CODE', cards: [{ cardId: card.id }] });
  const sheet = await api.get(`/p/${token}/print?size=a6`, { 'Accept-Language': 'zh-CN' });
  expect(sheet.text).toContain('<main class="sheet a6">');
  expect(sheet.text).toContain('&lt;b&gt;满100减10&lt;/b&gt;');
  expect(sheet.text).toContain(`src="/p/${token}/qr.svg"`);
  expect(sheet.text).toContain('结账时出示卡券');
  expect(sheet.text).toContain('二维码有效期至');
  expect(sheet.text).not.toMatch(/style=|\son[a-z]+=/);
});

const at = (time: string): Date => new Date(time);
it.each([
  // Midnights in Shanghai.
  [
    { type: 'FIX_TIME_RANGE', from: at('2026-12-31T16:00:00Z'), until: at('2027-01-31T16:00:00Z') },
    '使用时间 2027-01-01 – 2027-01-31',
  ],
  [{ type: 'FIX_TERM', termDays: 30, termStartDays: 0 }, '<p>领取后 30 天内有效</p>'],
  [
    { type: 'FIX_TERM', termDays: 30, termStartDays: 3, until: at('2027-12-31T16:00:00Z') },
    '领取后第 3 天生效 · 领取后 30 天内有效 · 最晚 2027-12-31',
  ],
] as const)('the sheet to print names the last day on which its coupon is good: %j', async (validity, said) => {
  const card = await aCard(merchant.ctx, { validity });
  const { token } = await createPlacement(merchant.ctx, { kind: 'ARTICLE', cards: [{ cardId: card.id }] });
  expect((await api.get(`/p/${token}/print?lang=zh-CN`)).text).toContain(said);
});

it('the sheet to print is none of what was closed or used up', async () => {
  const card = await aCard(merchant.ctx);
  const cards = [{ cardId: card.id, isSingleUse: true }];
  const used = await createPlacement(merchant.ctx, { kind: 'QR_CODE', cards });
  await claimCard(merchant.ctx, { cardId: card.id, openid: 'ann', placementToken: used.token });
  const closed = await createPlacement(merchant.ctx, { kind: 'QR_CODE', cards });
  await closePlacement(merchant.ctx, { placementId: closed.id });
  for (const [token, title] of [
    [used.token, '二维码已使用'],
    [closed.token, '活动已结束'],
  ] as const) {
    const { text } = await api.get(`/p/${token}/print?lang=zh-CN`);
    expect(text).toContain(title);
    expect(text).not.toContain('qr.svg');
  }
});
