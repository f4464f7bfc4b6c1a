import { type Browser, launchBrowser, type Page, violationsOf } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCoupon, aWalletCode } from '../../../test/kit/a-face.ts';
import { type GalleryLook, openGallery, startGallerySite } from '../../../test/kit/gallery-site.ts';
import { addHeld, answer, callsOf, heardOf, tellNews } from '../../../test/kit/held.ts';
import type { Site } from '../../../test/kit/site.ts';

let browser: Browser;
let site: Site;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), startGallerySite()]);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

const open = (look: GalleryLook = {}) => openGallery(browser, site, { script: 'wallet.js', ...look });
const wallet = { tag: 'kq-wallet', attributes: { 'code-url': '/w/wx1/{id}' } };
const coupon = { tag: 'kq-coupon', attributes: { 'code-id': 'code_1', 'heading-level': '2' } };
const text = (page: Page): Promise<string> => page.locator('.sheet').first().innerText();
const code = aWalletCode();
const entry = (title: string) => ({ title, subTitle: null, url: `https://shop.example/${title}` });
const rich = aCoupon(
  { actions: ['SHOW', 'GIVE', 'DELETE'] },
  {
    // No page of the test may load it.
    logoUrl: '',
    entries: { center: null, custom: entry('queue'), promotion: entry('more') },
    servicePhone: '010-12345678',
    businessServices: ['BIZ_SERVICE_FREE_WIFI'],
    selfRedemption: { isOpen: true, needsVerificationCode: false, needsRemarkAmount: false },
  },
);

describe('<kq-wallet>', () => {
  it('renders codes by state, goes on, and hears of news', async () => {
    const { page, faults } = await open();
    await addHeld(page, { ...wallet, answers: { wallet: { codes: [code], next: 'c1' } } }, 'ready');
    expect(await page.getByRole('link').getAttribute('href')).toBe('/w/wx1/code_1');
    await page.getByRole('link').click();
    expect(await heardOf(page, 'kq-open')).toEqual([{ codeId: 'code_1', cardId: 'card_1', code: code.value }]);
    await answer(page, { wallet: { codes: [aWalletCode({ id: 'code_2' })], next: null } });
    await page.getByRole('button', { name: '加载更多' }).click();
    await expect.poll(() => page.getByRole('listitem').count()).toBe(2);
    await answer(page, { wallet: { codes: [], next: null } });
    await tellNews(page);
    await page.getByText('这里还没有卡券').waitFor();
    await page.getByRole('tab', { name: '可使用' }).press('ArrowRight');
    expect(await page.getByRole('tab', { name: '已使用' }).getAttribute('aria-selected')).toBe('true');
    await expect
      .poll(async () => (await callsOf(page, 'wallet')).at(-1))
      .toEqual([{ states: ['USED'], first: 20, after: null }]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('says that more did not come, and keeps what is there', async () => {
    const { page } = await open();
    await addHeld(page, { ...wallet, answers: { wallet: { codes: [code], next: 'c1' } } }, 'ready');
    await answer(page, { wallet: { $error: ['NETWORK'] } });
    await page.getByRole('button', { name: '加载更多' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('listitem').count()).toBe(1);
    await answer(page, { wallet: { codes: [aWalletCode({ id: 'code_2' })], next: null } });
    await page.getByRole('button', { name: '加载更多' }).click();
    await expect.poll(() => page.getByRole('listitem').count()).toBe(2);
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.close();
  });
});

describe('<kq-coupon>', () => {
  it('renders a code with everything about it, and follows it', async () => {
    const { page, faults } = await open();
    await addHeld(page, { ...coupon, answers: { coupon: rich, code: rich } }, 'usable');
    await page.waitForSelector('kq-coupon kq-code[state=usable]');
    const queue = await page.getByRole('link', { name: 'queue' }).getAttribute('href');
    expect(queue).toBe('https://shop.example/queue?encrypt_code=enc%2B1&card_id=card_1');
    for (const said of ['可与其他优惠同享', '免费 Wi-Fi', '海底捞（王府井店）'])
      expect(await text(page)).toContain(said);
    const used = { ...rich, state: 'USED', status: 'CONSUMED', actions: ['DELETE'] };
    await answer(page, { coupon: used, code: used });
    await tellNews(page);
    await page.waitForSelector('kq-coupon[state=used]');
    expect(await page.locator('kq-code').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'queue' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'more' }).count()).toBe(1);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('gives and uses up in place, and deletes after a question', async () => {
    const { page } = await open();
    const selfRedemption = { code: rich, settings: rich.card.selfRedemption, stores: rich.card.stores.nodes };
    const answers = { coupon: rich, code: rich, openGift: { code: rich, gift: null }, selfRedemption };
    await addHeld(page, { ...coupon, answers }, 'usable');
    await page.getByRole('button', { name: '赠送给好友' }).click();
    await page.waitForSelector('kq-coupon kq-gift[state=ready]');
    await page.getByRole('button', { name: '到店使用' }).click();
    await page.waitForSelector('kq-coupon kq-self-redeem[state=ready]');
    expect(await page.locator('kq-gift').count()).toBe(0);
    await page.getByRole('button', { name: '删除卡券' }).click();
    await page.getByRole('button', { name: '取消' }).click();
    expect(await callsOf(page, 'deleteCode')).toEqual([]);
    await page.getByRole('button', { name: '删除卡券' }).click();
    await page.getByRole('button', { name: '确定删除' }).click();
    await page.waitForSelector('kq-coupon[state=deleted]');
    expect(await callsOf(page, 'deleteCode')).toEqual([[{ cardId: 'card_1', value: code.value }]]);
    expect(await heardOf(page, 'kq-delete')).toEqual([{ codeId: 'code_1' }]);
    await addHeld(page, { ...coupon, answers: { coupon: null } }, 'gone');
    await page.close();
  });
});

it.each([
  ['zh-CN', false],
  ['en', true],
])('wallet and coupon are accessible and fit at 320 px, in %s, dark: %s', async (lang, isDark) => {
  const { page } = await open({ lang, isDark, width: 320 });
  const theme = isDark ? 'dark' : 'default';
  const states = (['USABLE', 'UPCOMING', 'GIFTING'] as const).map((state) => aWalletCode({ id: state, state }));
  for (const [wish, state] of [
    [{ ...wallet, answers: { wallet: { codes: states, next: 'c1' } } }, 'ready'],
    [{ ...wallet, answers: { wallet: { codes: [], next: null } } }, 'ready'],
    [{ ...coupon, answers: { coupon: rich, code: rich } }, 'usable'],
    [{ ...coupon, answers: { coupon: { ...rich, state: 'GIVEN', actions: [] } } }, 'given'],
    [{ ...coupon, answers: { coupon: { $error: ['UNAUTHENTICATED', { signInUrl: '/login' }] } } }, 'error'],
  ] as const) {
    await addHeld(page, { ...wish, attributes: { ...wish.attributes, theme } }, state);
    expect([state, await violationsOf(page)]).toEqual([state, []]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  }
  await page.close();
});
