import { type Browser, launchBrowser, type Page, readQrPng, violationsOf } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWalletCode } from '../../../test/kit/a-face.ts';
import { openGallery, startGallerySite } from '../../../test/kit/gallery-site.ts';
import type { Site } from '../../../test/kit/site.ts';
import type { WalletCode } from '../../code-types.ts';
import { modules128 } from './code-128.ts';

let browser: Browser;
let site: Site;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), startGallerySite()]);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

type Wish = { attributes: Record<string, string>; code?: WalletCode | null };

/** Adds an element whose client knows one code, and waits until it shows something. */
const add = (page: Page, wish: Wish): Promise<string | null> =>
  page.evaluate(async ({ attributes, code }) => {
    const element = document.createElement('kq-code');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    const client = {
      options: { publishableKey: 'pk_test_1', endpoint: '/graphql' },
      now: () => Date.parse('2026-12-01T00:00:00Z'),
      code: () => Promise.resolve(Reflect.get(window, 'known') ?? code),
      watch: (_subject: unknown, listener: unknown) => {
        Reflect.set(window, 'tell', listener);
        return () => {};
      },
    };
    Object.assign(element, { client });
    document.querySelector('main')?.append(element);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return element.getAttribute('state');
  }, wish);
const textOf = async (page: Page): Promise<string> =>
  (await page.locator('kq-code .pass').last().innerText()).replace(/\s+/g, ' ').trim();
const pictureOf = async (page: Page): Promise<Buffer> => page.locator('kq-code .image').last().screenshot();
const live = { 'card-id': 'card_1', code: '123456789012' };

describe('<kq-code>', () => {
  it('renders a code that a scanner reads, under the strictest policy, without a word on the console', async () => {
    const { page, faults } = await openGallery(browser, site, { script: 'code.js' });
    expect(await add(page, { attributes: live, code: aWalletCode() })).toBe('usable');
    expect(await textOf(page)).toBe('1234 5678 9012');
    expect(readQrPng(await pictureOf(page))).toBe('123456789012');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('renders a number of the page, with bars as they are in the standard', async () => {
    const { page, faults } = await openGallery(browser, site, { script: 'code.js' });
    expect(await add(page, { attributes: { value: 'VIP-优惠', format: 'qr' } })).toBe('usable');
    expect(readQrPng(await pictureOf(page))).toBe('VIP-优惠');
    await add(page, { attributes: { value: '123456789012', format: 'code128' } });
    const path = (await page.locator('kq-code .code128 path').last().getAttribute('d')) ?? '';
    const modules = modules128('123456789012') ?? [];
    const drawn = modules.map(() => 0);
    for (const [, x = '', length = ''] of path.matchAll(/M(\d+) 0h(\d+)/g))
      drawn.fill(1, Number(x) - 10, Number(x) - 10 + Number(length));
    expect(drawn).toEqual(modules);
    // Bars know no such signs.
    await add(page, { attributes: { value: '优惠', format: 'code128' } });
    expect(readQrPng(await pictureOf(page))).toBe('优惠');
    expect(faults).toEqual([]);
    await page.close();
  });

  it.each([
    ['zh-CN', false],
    ['en', true],
  ])('is accessible in %s, dark: %s', async (lang, isDark) => {
    const { page } = await openGallery(browser, site, { script: 'code.js', lang, isDark, width: 320 });
    await add(page, { attributes: { ...live, masked: '' }, code: aWalletCode() });
    await add(page, { attributes: live, code: aWalletCode({ state: 'USED', status: 'CONSUMED' }) });
    await add(page, { attributes: live, code: null });
    await add(page, { attributes: { value: '123456789012' } });
    expect(await violationsOf(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBe(0);
    expect(
      await page.getByRole('img', { name: lang === 'en' ? 'QR code of the coupon' : '券码的二维码' }).count(),
    ).toBe(2);
    await page.close();
  });

  it('takes its picture away when the till has used it', async () => {
    const { page } = await openGallery(browser, site, { script: 'code.js' });
    await add(page, { attributes: live, code: aWalletCode() });
    const used = aWalletCode({ state: 'USED', status: 'CONSUMED' });
    const heard = page.evaluate(
      (known) =>
        new Promise((resolve) => {
          addEventListener('kq-status', (event) => resolve(Reflect.get(event, 'detail')));
          Reflect.set(window, 'known', known);
          const tell: unknown = Reflect.get(window, 'tell');
          if (typeof tell === 'function') tell({ id: 'claim_1', code: { value: known.value, status: known.status } });
        }),
      used,
    );
    expect(await heard).toEqual({ state: 'used' });
    expect(await textOf(page)).toBe('1234 5678 9012 已使用');
    expect(await page.locator('kq-code svg').count()).toBe(0);
    await page.close();
  });

  it('hides a masked number until it is wanted, and everything while the page is hidden', async () => {
    const { page } = await openGallery(browser, site, { script: 'code.js' });
    await add(page, { attributes: { ...live, masked: '' }, code: aWalletCode() });
    expect(await textOf(page)).toBe('•••• •••• 9012 显示券码');
    await page.getByRole('button', { name: '显示券码' }).click();
    expect(await textOf(page)).toBe('1234 5678 9012 隐藏券码');
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect(await textOf(page)).toBe('•••• •••• 9012 显示券码');
    expect(await page.locator('kq-code svg').count()).toBe(0);
    await page.close();
  });

  it('turns from text to text by the time of the server, stores nothing, and says when they are used up', async () => {
    const { page, faults } = await openGallery(browser, site, { script: 'code.js' });
    const [text, after] = [
      'KQ1.code_01J9ZK3V7Q8X2M4N6P8R0T2V4W.zn6g0.w_hjBvih4PQ',
      'KQ1.code_01J9ZK3V7Q8X2M4N6P8R0T2V4W.zn6g1.Abcdefghij0',
    ];
    const rotating = {
      serverTime: '2026-12-01T00:00:00Z',
      steps: [
        { text, endsAt: '2026-12-01T00:00:30Z' },
        { text: after, endsAt: '2026-12-01T00:01:00Z' },
      ],
    };
    const card = { ...aWalletCode().card, needsRotatingCode: true };
    await add(page, { attributes: live, code: aWalletCode({ card, rotating }) });
    const setTime = (time: string) =>
      page.evaluate((now) => {
        const element = document.querySelector('kq-code');
        if (element?.client) Object.assign(element.client, { now: () => Date.parse(now) });
      }, time);
    const shown = async (): Promise<string | null> => readQrPng(await pictureOf(page));
    expect(await shown()).toBe(text);
    await setTime('2026-12-01T00:00:30Z');
    await expect.poll(shown, { timeout: 10_000 }).toBe(after);
    await setTime('2026-12-01T00:01:00Z');
    await expect.poll(() => textOf(page), { timeout: 10_000 }).toBe('1234 5678 9012 二维码已过期，联网后更新 重试');
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    const next = { ...rotating, steps: [{ text, endsAt: '2026-12-01T00:01:30Z' }] };
    await page.evaluate((known) => Reflect.set(window, 'known', known), aWalletCode({ card, rotating: next }));
    await page.getByRole('button', { name: '重试' }).click();
    await expect.poll(() => page.locator('kq-code').getAttribute('state'), { timeout: 10_000 }).toBe('usable');
    expect(await shown()).toBe(text);
    expect(faults).toEqual([]);
    await page.close();
  });
});
