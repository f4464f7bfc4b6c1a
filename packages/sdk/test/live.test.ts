import { type Browser, launchBrowser, readQrPng } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, pageWith, scriptOf, type Shop, type ShopPage, tagOf, type Visit } from './kit/shop.ts';
import type { Fault } from './kit/site.ts';

let browser: Browser;
let shop: Shop;
beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), openShop()]);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const PATIENT = { timeout: 10_000, interval: 50 };
const streams = (visit: Visit): number => visit.site.asked.filter((name) => name === 'KqMine').length;

/** A user who has just claimed. */
async function aClaimer(fault: Fault | null = null, prepare?: (visit: Visit) => Promise<unknown>) {
  const visit = await shop.visit(browser);
  visit.site.fault = fault;
  await prepare?.(visit);
  const shown = await visit.open();
  await shown.waitFor('ready');
  await shown.tap();
  await shown.waitFor('claimed');
  return { visit, shown, redeem: async () => shop.merchant.redeem(visit.cardId, await shown.code()) };
}

/** Milliseconds until the page shows the code as used. */
async function untilUsed({ status }: ShopPage): Promise<number> {
  const begun = Date.now();
  await expect.poll(status, { timeout: 15_000, interval: 50 }).toBe('已使用');
  return Date.now() - begun;
}

it('what is left of a card changes while others claim it, also for who is not signed in', async () => {
  const visit = await shop.visit(browser, { quantity: 2 });
  visit.site.answer('/token', (_req, res) => void res.writeHead(401).end());
  const { status, waitFor, faults } = await visit.open();
  await waitFor('ready');
  await expect.poll(() => visit.site.asked.includes('KqStock'), PATIENT).toBe(true);
  await expect.poll(status, PATIENT).toContain('剩余 2 张');
  await shop.merchant.claimFor('somebody', visit.cardId);
  await expect.poll(status, PATIENT).toContain('剩余 1 张');
  await shop.merchant.claimFor('anybody', visit.cardId);
  await waitFor('sold-out');
  expect(faults.filter((fault) => !/401/.test(fault))).toEqual([]);
  await visit.leave();
});

describe('a redeemed code is shown as used', () => {
  it('by one stream', async () => {
    const { visit, shown, redeem } = await aClaimer();
    await expect.poll(() => streams(visit), PATIENT).toBe(1);
    await shown.page.waitForTimeout(500);
    await redeem();
    expect(await untilUsed(shown)).toBeLessThan(10_000);
    expect(await shown.heard('kq-status')).toEqual([
      { claimId: expect.any(String), code: await shown.code(), status: 'CONSUMED' },
    ]);
    expect([streams(visit), shown.faults]).toEqual([1, []]);
    await visit.leave();
  });

  it('when the stream was cut twice', async () => {
    let cuts = 0;
    const { visit, shown, redeem } = await aClaimer(({ name, pipe, res }) => {
      if (name !== 'KqMine' || (cuts += 1) > 2) return;
      pipe();
      setTimeout(() => res.destroy(), 300);
    });
    await expect.poll(() => streams(visit), PATIENT).toBe(3);
    await redeem();
    expect(await untilUsed(shown)).toBeLessThan(10_000);
    expect(shown.faults).toEqual([]);
    await visit.leave();
  });

  it('when that happened while the stream was cut', async () => {
    let isCut = false;
    const { visit, shown, redeem } = await aClaimer(({ name, pipe, res }) => {
      if (name !== 'KqMine') return;
      if (isCut) return void res.destroy();
      pipe();
      setTimeout(() => {
        isCut = true;
        res.destroy();
      }, 500);
    });
    await expect.poll(() => isCut, PATIENT).toBe(true);
    await redeem();
    visit.site.fault = null;
    expect(await untilUsed(shown)).toBeLessThan(10_000);
    await visit.leave();
  });

  it('when something on the way holds streams back', async () => {
    const { visit, shown, redeem } = await aClaimer(({ name, req }) =>
      // Takes the question and never lets a byte of the answer through.
      name === 'KqMine' ? new Promise<void>((resolve) => req.socket.once('close', () => resolve())) : undefined,
    );
    await redeem();
    expect(await untilUsed(shown)).toBeLessThan(10_000);
    expect(shown.faults).toEqual([]);
    await visit.leave();
  });

  it('when streams are refused', async () => {
    const { visit, shown, redeem } = await aClaimer(({ name, res }) => {
      if (name === 'KqMine')
        res
          .writeHead(406, { 'Content-Type': 'application/json' })
          .end('{"errors":[{"message":"no","extensions":{"code":"BAD_REQUEST"}}]}');
    });
    await redeem();
    expect(await untilUsed(shown)).toBeLessThan(10_000);
    expect(streams(visit)).toBe(1);
    await visit.leave();
  });

  it('when the phone was offline meanwhile', async () => {
    const { visit, shown, redeem } = await aClaimer();
    await expect.poll(() => streams(visit), PATIENT).toBe(1);
    await visit.context.setOffline(true);
    await redeem();
    await shown.page.waitForTimeout(1_000);
    await visit.context.setOffline(false);
    expect(await untilUsed(shown)).toBeLessThan(10_000);
    expect(shown.faults).toEqual([]);
    await visit.leave();
  });

  it('when the page was in the background meanwhile, and had no stream there', async () => {
    const { visit, shown, redeem } = await aClaimer();
    let isOpen = true;
    visit.site.fault = ({ name, pipe, res }) => {
      if (name !== 'KqMine') return;
      isOpen = true;
      res.once('close', () => (isOpen = false));
      pipe();
    };
    const hide = (isHidden: boolean): Promise<void> =>
      shown.page.evaluate((hidden) => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
        document.dispatchEvent(new Event('visibilitychange'));
      }, isHidden);
    await hide(true);
    await hide(false);
    await expect.poll(() => streams(visit), PATIENT).toBe(2);
    await hide(true);
    await expect.poll(() => isOpen, PATIENT).toBe(false);
    await redeem();
    await hide(false);
    expect(await untilUsed(shown)).toBeLessThan(10_000);
    await visit.leave();
  });

  it('where fetch has no streams', async () => {
    const { visit, shown, redeem } = await aClaimer(null, ({ context }) =>
      context.addInitScript(() =>
        Object.assign(window, {
          fetch: undefined,
          ReadableStream: undefined,
          TextDecoder: undefined,
          AbortController: undefined,
        }),
      ),
    );
    await redeem();
    expect(await untilUsed(shown)).toBeLessThan(10_000);
    expect(shown.faults).toEqual([]);
    await visit.leave();
  });

  it('after a reload, from the first moment', async () => {
    const { visit, shown, redeem } = await aClaimer();
    await shown.page.reload();
    await shown.waitFor('claimed');
    await expect.poll(() => streams(visit), PATIENT).toBe(2);
    await shown.page.waitForTimeout(500);
    await redeem();
    expect(await untilUsed(shown)).toBeLessThan(10_000);
    await visit.leave();
  });
});

describe('a page', () => {
  it('has one stream for all its cards', async () => {
    const visit = await shop.visit(browser);
    const more = await Promise.all([shop.merchant.createCard(), shop.merchant.createCard()]);
    const shown = await visit.open({
      html: pageWith(...[visit.cardId, ...more].map(tagOf), scriptOf(shop.merchant.sandbox.publishableKey)),
    });
    await expect.poll(() => shown.page.locator('kq-claim[state=ready]').count(), PATIENT).toBe(3);
    expect(visit.site.asked.filter((name) => name === 'KqCards')).toHaveLength(1);
    for (const button of await shown.page.locator('kq-claim .button').all()) await button.click();
    await expect.poll(() => shown.page.locator('kq-claim[state=claimed]').count(), PATIENT).toBe(3);
    await shown.page.waitForTimeout(500);
    expect(streams(visit)).toBe(1);
    await visit.leave();
  });

  it('has no stream of the user before there is a claim to follow', async () => {
    const visit = await shop.visit(browser);
    const shown = await visit.open();
    await shown.waitFor('ready');
    await shown.page.waitForTimeout(500);
    expect(streams(visit)).toBe(0);
    await visit.leave();
  });
});

it('a rotating code goes from the page to the till, though the clock is wrong and the network away', async () => {
  const visit = await shop.visit(browser);
  const value = await shop.merchant.claimFor(visit.openid, visit.cardId);
  await visit.context.addInitScript(() => {
    const { now } = Date;
    Date.now = () => now() - 5 * 3_600_000;
  });
  const tag = `<kq-code card-id="${visit.cardId}" code="${value}" refresh></kq-code>`;
  const script = scriptOf(shop.merchant.sandbox.publishableKey, '/sdk/code.js');
  const { page, faults } = await visit.open({ html: pageWith(tag, script) });
  const code = page.locator('kq-code');
  const state = () => code.getAttribute('state');
  await expect.poll(state, PATIENT).toBe('usable');
  await visit.context.setOffline(true);
  const text = readQrPng(await code.locator('.image').screenshot()) ?? '';
  expect(text).toMatch(/^KQ1\.code_/);
  await shop.merchant.redeem(visit.cardId, text);
  await visit.context.setOffline(false);
  await expect.poll(state, { timeout: 15_000, interval: 50 }).toBe('used');
  expect(await code.locator('svg').count()).toBe(0);
  expect(faults).toEqual([]);
  await visit.leave();
});
