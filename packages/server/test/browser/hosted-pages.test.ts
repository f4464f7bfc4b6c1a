import { type Browser, launchBrowser, type Page, violationsOf } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSafeDomain } from '../../src/domain/access/index.ts';
import type { Card } from '../../src/generated/prisma/client.ts';
import { aCard } from '../kit/factories.ts';
import { anInstallation } from '../kit/installation.ts';
import { type Api, type ServedMerchant, server } from '../kit/server.ts';

/** Shows what the page was told, and breaks every rule of a strict policy. */
const SCRIPT = `
const { dataset } = document.currentScript;
document.querySelector('kq-claim').append(' key ' + dataset.key.slice(0, 8));
for (const attempt of [() => eval('1'), () => { document.body.innerHTML = '<p>'; }]) {
  try { attempt(); document.title = 'policy broken'; } catch { /* as it has to be */ }
}`;

let browser: Browser;
let api: Api;
let merchant: ServedMerchant;
let card: Card;

beforeAll(async () => {
  browser = await launchBrowser();
  api = await server({}, { installation: anInstallation({ 'packages/sdk/dist/cdn/claim.js': SCRIPT }) });
  merchant = await api.aMerchant({ name: '海底捞' });
  await addSafeDomain(merchant.ctx, { kind: 'DOMAIN', value: 'shop.example' });
  card = await aCard(merchant.ctx);
});
afterAll(async () => {
  await browser.close();
  await api.stop();
});

type Opening = { width?: number; scheme?: 'light' | 'dark'; script?: boolean };

async function opened(path: string, { width = 375, scheme = 'light', script = true }: Opening = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 700 },
    colorScheme: scheme,
    locale: 'zh-CN',
    javaScriptEnabled: script,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(api.url + path);
  return { page, complaints };
}

const pickerPath = (returnTo: string): string =>
  `/identity/sign-in?${new URLSearchParams({ appId: merchant.appId, return_to: returnTo })}`;
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('hosted pages in a browser', () => {
  const pages = (): [string, string][] => [
    ['the user picker', pickerPath('/c/x')],
    ['a notice', pickerPath('https://evil.example/')],
    ['a link to no card', '/c/nothing'],
    ['the claim page', `/c/${card.id}`],
    ['the closed shop', '/demo/'],
  ];

  it.each([
    [320, 'light'],
    [1280, 'dark'],
  ] as const)('are accessible and fit at %i px, %s', async (width, scheme) => {
    for (const [name, path] of pages()) {
      const { page } = await opened(path, { width, scheme });
      expect([name, await violationsOf(page)]).toEqual([name, []]);
      expect([name, await overflowOf(page)]).toEqual([name, 0]);
      await page.context().close();
    }
  });

  it('sign a visitor in by keyboard alone, without script', async () => {
    const { page } = await opened(pickerPath(`/c/${card.id}`), { script: false });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${api.url}/c/${card.id}`);
    const token = await page.request.get(`${api.url}/identity/token?appId=${merchant.appId}`);
    const { token: jwt } = await token.json();
    expect(JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url').toString()).sub).toBe('ben');
  });

  it("lead a visitor on to the merchant's own page", async () => {
    const { page } = await opened(pickerPath('https://shop.example/coupons'));
    // Where no such host is, the address that the browser goes to is what counts.
    const asked = page.waitForRequest('https://shop.example/coupons');
    await page.getByRole('button', { name: 'ann' }).click();
    expect((await asked).isNavigationRequest()).toBe(true);
  });

  it('let the browser itself refuse what is no openid', async () => {
    const { page, complaints } = await opened(pickerPath('/c/x'));
    const field = page.getByLabel('openid');
    const isRefused = (): Promise<boolean> =>
      field.evaluate((node) => node instanceof HTMLInputElement && node.validity.patternMismatch);
    await field.fill('王 店主');
    expect(await isRefused()).toBe(true);
    await field.fill('shop-user_1');
    expect(await isRefused()).toBe(false);
    expect(complaints).toEqual([]);
  });

  it('tell who typed no openid what one is', async () => {
    const { page } = await opened(pickerPath('/c/x'));
    await page.evaluate(() => document.querySelectorAll('form').forEach((form) => (form.noValidate = true)));
    await page.getByLabel('openid').fill('王 店主');
    await page.getByRole('button', { name: '继续' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('openid').inputValue()).toBe('王 店主');
    expect(await violationsOf(page)).toEqual([]);
  });

  it('hold scripts to a policy without eval and without markup from text', async () => {
    const { page, complaints } = await opened(`/c/${card.id}`);
    await expect.poll(() => page.locator('kq-claim').textContent()).toContain('key pk_test_');
    expect(await page.title()).toBe(`${card.title} · ${card.brandName}`);
    expect(complaints.filter((text) => !/Content Security Policy|'Trusted/.test(text))).toEqual([]);
  });
});
