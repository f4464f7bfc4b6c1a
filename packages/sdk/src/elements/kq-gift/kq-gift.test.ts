import { type Browser, launchBrowser, type Page, violationsOf } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFace, aWalletCode } from '../../../test/kit/a-face.ts';
import { type GalleryLook, openGallery, startGallerySite } from '../../../test/kit/gallery-site.ts';
import { addHeld, answer, callsOf, heardOf } from '../../../test/kit/held.ts';
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

const open = (look: GalleryLook = {}) => openGallery(browser, site, { script: 'gift.js', ...look });
const code = aWalletCode({ actions: ['SHOW', 'GIVE', 'DELETE'] });
const gift = {
  id: 'gift_1',
  url: 'https://k.example/g/abc',
  status: 'OPEN',
  isGroup: true,
  message: '周末见',
  expiresAt: '2026-12-02T00:00:00Z',
  replayed: false,
};
const shared = {
  status: 'OPEN',
  message: '周末见',
  isGroup: false,
  isOwn: false,
  expiresAt: gift.expiresAt,
  validFrom: '2026-11-24T10:00:00Z',
  validUntil: '2026-12-25T00:00:00Z',
  // No page of the test may load it.
  card: aFace({ logoUrl: '' }),
  code: null,
};
const giver = { tag: 'kq-gift', attributes: { code: code.value, 'card-id': 'card_1', theme: 'auto' } };
const friend = { tag: 'kq-gift', attributes: { token: 'abc', 'code-url': '/w/wx1/{id}', 'heading-level': '2' } };
const text = (page: Page): Promise<string> => page.locator('kq-gift .sheet').first().innerText();

describe('<kq-gift> of a giver', () => {
  it('renders a form under the strictest policy, and then the link until its end', async () => {
    const { page, faults } = await open();
    await addHeld(page, { ...giver, answers: { openGift: { code, gift: null }, gift } }, 'ready');
    await page.getByLabel('想对好友说的话（选填）').fill(' 周末见 ');
    await page.getByLabel('发到群里，先到先得').check();
    await answer(page, { openGift: { code: { ...code, state: 'GIFTING', actions: [] }, gift } });
    await page.getByRole('button', { name: '生成赠送链接' }).click();
    await page.waitForSelector('kq-gift[state=open]');
    expect(await callsOf(page, 'gift')).toEqual([
      [{ cardId: 'card_1', value: code.value, message: '周末见', isGroup: true }],
    ]);
    expect(await text(page)).toContain('https://k.example/g/abc');
    expect(await text(page)).toContain('24:00:00 后无人领取将自动退回');
    expect(await heardOf(page, 'kq-gift')).toEqual([
      { giftId: 'gift_1', url: gift.url, isGroup: true, expiresAt: gift.expiresAt, replayed: false },
    ]);
    await answer(page, { openGift: { code, gift: null }, cancelGift: { ...gift, status: 'CANCELLED' } });
    await page.getByRole('button', { name: '收回' }).click();
    await page.waitForSelector('kq-gift[state=ready]');
    expect(await text(page)).toContain('已退回，可以再次赠送');
    expect(await heardOf(page, 'kq-gift-cancel')).toEqual([{ giftId: 'gift_1' }]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('keeps what was written when no answer comes', async () => {
    const { page } = await open();
    const answers = { openGift: { code, gift: null }, gift: { $error: ['NETWORK'] } };
    await addHeld(page, { ...giver, answers }, 'ready');
    await page.getByLabel('想对好友说的话（选填）').fill('周末见');
    await page.getByLabel('发到群里，先到先得').check();
    await page.getByRole('button', { name: '生成赠送链接' }).click();
    await expect.poll(() => heardOf(page, 'kq-error')).toHaveLength(1);
    await page.locator('kq-gift .go[aria-disabled=false]').waitFor();
    expect(await page.getByLabel('想对好友说的话（选填）').inputValue()).toBe('周末见');
    expect(await page.getByLabel('发到群里，先到先得').isChecked()).toBe(true);
    await page.getByRole('button', { name: '生成赠送链接' }).click();
    await expect.poll(() => callsOf(page, 'gift')).toHaveLength(2);
    expect((await callsOf(page, 'gift'))[1]).toMatchObject([{ message: '周末见', isGroup: true }]);
    await page.close();
  });

  it('says what was refused, and what can’t be given', async () => {
    const { page } = await open({ lang: 'en' });
    await addHeld(
      page,
      { ...giver, answers: { openGift: { code, gift: null }, gift: { $error: ['GIFT_NOT_ALLOWED'] } } },
      'ready',
    );
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.getByRole('alert').filter({ hasText: 'no' }).waitFor();
    await addHeld(page, { ...giver, answers: { openGift: { code: aWalletCode(), gift: null } } }, 'closed');
    expect(await text(page)).toContain('This coupon can’t be given away');
    await addHeld(page, { ...giver, answers: { openGift: { $error: ['NETWORK'] } } }, 'error');
    await answer(page, { openGift: { code, gift: null } });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForSelector('kq-gift[state=ready]');
    await page.close();
  });
});

describe('<kq-gift> of a friend', () => {
  it('shows card and message, is taken by keyboard, and shows the code', async () => {
    const { page, faults } = await open();
    await addHeld(
      page,
      { ...friend, answers: { giftOf: shared, acceptGift: { ...code, replayed: false }, code } },
      'ready',
    );
    expect(await text(page)).toMatch(/周末见[\s\S]*满100减10元/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('kq-gift[state=mine] kq-code[state=usable]');
    expect(await callsOf(page, 'acceptGift')).toHaveLength(1);
    expect(await heardOf(page, 'kq-gift-accept')).toEqual([
      { codeId: 'code_1', cardId: 'card_1', code: code.value, replayed: false },
    ]);
    expect(await page.getByRole('link', { name: '查看优惠券' }).getAttribute('href')).toBe('/w/wx1/code_1');
    expect(faults).toEqual([]);
    await page.close();
  });

  it.each([
    ['taken', '来晚了，礼物已被领走', { status: 'ACCEPTED' }],
    ['cancelled', '好友已收回这份礼物', { status: 'CANCELLED' }],
    ['over', '礼物已超过领取时间', { status: 'TIMED_OUT' }],
    ['own', '这是你送出的礼物', { isOwn: true }],
  ])('that is %s says so, and can’t be taken', async (state, said, changes) => {
    const { page } = await open();
    await addHeld(page, { ...friend, answers: { giftOf: { ...shared, ...changes } } }, state);
    expect(await text(page)).toContain(said);
    expect(await page.locator('kq-gift .go').count()).toBe(0);
    await page.close();
  });

  it('who comes too late is told how it stands', async () => {
    const { page } = await open();
    await addHeld(
      page,
      { ...friend, answers: { giftOf: shared, acceptGift: { $error: ['GIFT_GONE', { reason: 'ACCEPTED' }] } } },
      'ready',
    );
    await answer(page, { giftOf: { ...shared, status: 'ACCEPTED' } });
    await page.getByRole('button', { name: '收下礼物' }).click();
    await page.waitForSelector('kq-gift[state=taken]');
    await page.close();
  });
});

it.each([
  ['zh-CN', false],
  ['en', true],
])('<kq-gift> is accessible and fits at 320 px, in %s, dark: %s', async (lang, isDark) => {
  const { page } = await open({ lang, isDark, width: 320 });
  const theme = isDark ? 'dark' : 'default';
  for (const [wish, state] of [
    [{ ...giver, answers: { openGift: { code, gift: null } } }, 'ready'],
    [{ ...giver, answers: { openGift: { code: { ...code, state: 'GIFTING' }, gift } } }, 'open'],
    [{ ...friend, answers: { giftOf: shared } }, 'ready'],
    [{ ...friend, answers: { giftOf: { ...shared, status: 'CANCELLED' } } }, 'cancelled'],
    [{ ...friend, answers: { giftOf: { ...shared, code }, code } }, 'mine'],
  ] as const) {
    await addHeld(page, { ...wish, attributes: { ...wish.attributes, theme, 'heading-level': '2' } }, state);
    expect([state, await violationsOf(page)]).toEqual([state, []]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  }
  await page.close();
});
