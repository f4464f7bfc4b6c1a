import { type Browser, launchBrowser, type Page, violationsOf } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStoreFace, aWalletCode } from '../../../test/kit/a-face.ts';
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

const open = (look: GalleryLook = {}) => openGallery(browser, site, { script: 'self-redeem.js', ...look });
const code = aWalletCode();
const stores = [aStoreFace(), aStoreFace({ id: 'store_2', branchName: '国贸店' })];
const settings = { isOpen: true, needsVerificationCode: true, needsRemarkAmount: true };
const redemption = { code, settings, stores };
const redeemed = { id: 'rdm_1', redeemedAt: '2026-12-01T01:30:07Z', store: stores[1], replayed: false };
const element = { tag: 'kq-self-redeem', attributes: { code: code.value, 'card-id': 'card_1' } };
const text = (page: Page): Promise<string> => page.locator('kq-self-redeem .sheet').innerText();

async function fillIn(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /国贸店/ }).check();
  await page.getByLabel(/门店验证码/).fill(' 1234 ');
  await page.getByLabel(/订单金额/).fill('128.50');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.waitForSelector('kq-self-redeem[state=confirm]');
}

/** Taps until it is taken: what has just come up takes none. */
async function confirm(page: Page, state: string): Promise<void> {
  await page.getByLabel('店员已在场，我确认现在使用').check();
  await expect
    .poll(async () => {
      const button = page.getByRole('button', { name: '确认使用' });
      if (await button.count()) await button.click();
      return page.locator('kq-self-redeem').getAttribute('state');
    })
    .toBe(state);
}

describe('<kq-self-redeem>', () => {
  it('shows nothing of a code that stood there before, whenever its answer comes', async () => {
    const { page } = await open();
    await addHeld(page, { ...element, answers: { selfRedemption: redemption, selfRedeem: { $late: true } } }, 'ready');
    await fillIn(page);
    await confirm(page, 'busy');
    await page.locator('kq-self-redeem').evaluate((node) => node.setAttribute('code', '999'));
    await page.waitForSelector('kq-self-redeem[state=ready]');
    await page.evaluate((late) => Reflect.get(window, 'answerLate')(late), redeemed);
    await expect.poll(() => heardOf(page, 'kq-self-redeem')).toHaveLength(1);
    expect(await page.locator('kq-self-redeem').getAttribute('state')).toBe('ready');
    await page.close();
  });

  it('renders what the card asks for, and uses the code up when the user is sure', async () => {
    const { page, faults } = await open();
    await addHeld(page, { ...element, answers: { selfRedemption: redemption, selfRedeem: redeemed } }, 'ready');
    await page.getByRole('button', { name: '下一步' }).click();
    for (const said of ['请选择门店', '请填写门店验证码', '请填写金额，如 128.50'])
      expect(await text(page)).toContain(said);
    await fillIn(page);
    // Nobody has ticked the box.
    await page.getByRole('button', { name: '确认使用' }).click({ force: true });
    expect(await callsOf(page, 'selfRedeem')).toEqual([]);
    await confirm(page, 'done');
    expect(await callsOf(page, 'selfRedeem')).toEqual([
      [{ codeId: 'code_1', storeId: 'store_2', verificationCode: '1234', remarkAmountFen: 12_850 }],
    ]);
    expect(await text(page)).toMatch(
      /核销成功[\s\S]*海底捞（国贸店）[\s\S]*2026\.12\.01 09:30:07[\s\S]*现在 \d\d:\d\d:\d\d/,
    );
    expect(await heardOf(page, 'kq-self-redeem')).toEqual([
      { redemptionId: 'rdm_1', redeemedAt: redeemed.redeemedAt, storeId: 'store_2', codeId: 'code_1', replayed: false },
    ]);
    const moving = await page.locator('kq-self-redeem .alive').evaluate((node) => node.getAnimations().length);
    expect(moving).toBe(1);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('counts wrong codes, pauses, and says what else was refused', async () => {
    const { page } = await open();
    const wrong = { $error: ['VERIFICATION_CODE_WRONG', { triesLeft: 3 }] };
    await addHeld(page, { ...element, answers: { selfRedemption: redemption, selfRedeem: wrong } }, 'ready');
    await fillIn(page);
    await confirm(page, 'ready');
    expect(await text(page)).toContain('验证码错误，还可以试 3 次');
    expect(await page.getByLabel(/门店验证码/).inputValue()).toBe('');
    await answer(page, { selfRedeem: { $error: ['WRONG_STORE'] } });
    await fillIn(page);
    await confirm(page, 'ready');
    expect(await page.getByRole('alert').last().innerText()).toBe('no');
    await answer(page, { selfRedeem: { $error: ['THROTTLED', { retryAfterMs: 120_000 }] } });
    await fillIn(page);
    await confirm(page, 'paused');
    expect(await text(page)).toContain('请 2 分钟后再试');
    await page.close();
  });

  it('asks for the place on a tap only, and puts the nearest store first', async () => {
    const { page } = await open();
    await page.context().grantPermissions(['geolocation']);
    await page.context().setGeolocation({ latitude: 39.9, longitude: 116.4 });
    const near = [{ ...stores[1], distanceMeters: 320 }];
    await addHeld(page, { ...element, answers: { selfRedemption: redemption, storesNear: near } }, 'ready');
    expect(await callsOf(page, 'storesNear')).toEqual([]);
    await page.getByRole('button', { name: '按距离排序' }).click();
    await page.getByText('距你 320 m').waitFor();
    expect(await page.getByRole('radio').first().isChecked()).toBe(true);
    expect(await callsOf(page, 'storesNear')).toEqual([['card_1', { latitude: 39.9, longitude: 116.4 }]]);
    await page.close();
  });

  it.each([
    ['closed', '此券不支持自助核销', { ...redemption, settings: { ...settings, isOpen: false } }],
    ['closed', '此券现在不可使用', { ...redemption, code: aWalletCode({ state: 'USED' }) }],
    ['gone', '卡券不存在', null],
  ])('is %s: %s', async (state, said, selfRedemption) => {
    const { page } = await open();
    await addHeld(page, { ...element, answers: { selfRedemption } }, state);
    expect(await text(page)).toContain(said);
    await page.close();
  });

  it.each([
    ['zh-CN', false],
    ['en', true],
  ])('is accessible and fits at 320 px, in %s, dark: %s', async (lang, isDark) => {
    const { page } = await open({ lang, isDark, width: 320 });
    const attributes = { ...element.attributes, theme: isDark ? 'dark' : 'default', 'heading-level': '2' };
    const one = {
      ...redemption,
      stores: stores.slice(0, 1),
      settings: { ...settings, needsVerificationCode: false, needsRemarkAmount: false },
    };
    const look = async (state: string): Promise<void> => {
      expect([state, await violationsOf(page)]).toEqual([state, []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    };
    await addHeld(page, { ...element, attributes, answers: { selfRedemption: redemption } }, 'ready');
    await page.locator('kq-self-redeem .go').click();
    await look('ready with faults');
    await addHeld(page, { ...element, attributes, answers: { selfRedemption: one, selfRedeem: redeemed } }, 'ready');
    await page.locator('kq-self-redeem .go').press('Enter');
    await page.waitForSelector('kq-self-redeem[state=confirm]');
    await look('confirm');
    await page.locator('kq-self-redeem input').press('Space');
    await expect
      .poll(async () => {
        const button = page.locator('kq-self-redeem .pair .go');
        if (await button.count()) await button.press('Enter');
        return page.locator('kq-self-redeem').getAttribute('state');
      })
      .toBe('done');
    await look('done');
    await page.close();
  });
});
