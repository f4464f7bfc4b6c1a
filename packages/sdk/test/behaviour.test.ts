import { type Browser, launchBrowser } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, pageWith, scriptOf, type Shop, tagOf, type Visit } from './kit/shop.ts';

let browser: Browser;
let shop: Shop;
beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), openShop()]);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const script = (): string => scriptOf(shop.merchant.sandbox.publishableKey);
/** A page whose element has these attributes and this content. */
const withTag = (visit: Visit, attributes: string, content = ''): { html: string } => ({
  html: pageWith(`<kq-claim card-id="${visit.cardId}" ${attributes}>${content}</kq-claim>`, script()),
});

describe('the attributes placement and card-ext', () => {
  it('go with the claim, as they stand', async () => {
    const visit = await shop.visit(browser);
    const attributes = `placement="a-token" card-ext='{"signature":"s"}'`;
    const { page, tap, waitFor } = await visit.open(withTag(visit, attributes));
    await waitFor('ready');
    const sent = page.waitForRequest((request) => (request.postData() ?? '').includes('idempotencyKey'));
    await tap();
    const { variables } = (await sent).postDataJSON();
    expect(variables.input).toMatchObject({ placementToken: 'a-token', cardExt: '{"signature":"s"}' });
    await visit.leave();
  });
});

describe('events', () => {
  it('tell the whole story, and never a code to who counts', async () => {
    const visit = await shop.visit(browser);
    const { tap, waitFor, heard, code } = await visit.open();
    await waitFor('ready');
    await tap();
    await waitFor('claimed');
    expect(await heard('kq-ready')).toEqual([{ state: 'ready' }]);
    expect(await heard('kq-before-claim')).toEqual([{ cardId: visit.cardId }]);
    const track = await heard('kq-track');
    expect(track.map(({ name }) => name)).toEqual(['ready', 'before-claim', 'claim']);
    expect(JSON.stringify(track)).not.toContain(await code());
    await visit.leave();
  });

  it('let the page stop a claim', async () => {
    const visit = await shop.visit(browser);
    const { page, tap, waitFor, state } = await visit.open();
    await page.evaluate(() => addEventListener('kq-before-claim', (event) => event.preventDefault()));
    await waitFor('ready');
    await tap();
    await page.waitForTimeout(300);
    expect([await state(), await visit.issued()]).toEqual(['ready', 0]);
    await visit.leave();
  });
});

describe('after the claim', () => {
  it('the link inside the tag is followed, if the page wants it so', async () => {
    const visit = await shop.visit(browser);
    visit.site.page('/coupon', '<title>coupon</title>');
    const { page, tap, waitFor, heard } = await visit.open(
      withTag(visit, 'after-claim="open"', '<a href="/coupon">x</a>'),
    );
    await waitFor('ready');
    await tap();
    await page.waitForURL('**/coupon');
    await page.goBack();
    await waitFor('claimed');
    expect(await page.locator('kq-claim .button').textContent()).toBe('查看优惠券');
    await page.evaluate(() => addEventListener('kq-open', (event) => event.preventDefault()));
    await tap();
    expect(await heard('kq-open')).toEqual([
      { claimId: expect.any(String), code: expect.stringMatching(/^\d{12}$/), status: 'NORMAL' },
    ]);
    expect(page.url()).toBe(`${visit.site.url}/`);
    await visit.leave();
  });

  it('the code stays hidden, if the page wants it so', async () => {
    const visit = await shop.visit(browser);
    const { page, tap, waitFor } = await visit.open(withTag(visit, 'after-claim="none"'));
    await waitFor('ready');
    await tap();
    await waitFor('claimed');
    expect(await page.locator('kq-claim .card').innerText()).not.toMatch(/\d{4} \d{4} \d{4}/);
    await visit.leave();
  });

  it('a user who may have more is offered another, and gets it', async () => {
    const visit = await shop.visit(browser, { claimLimit: 2 });
    const { page, tap, waitFor, code } = await visit.open();
    await waitFor('ready');
    await tap();
    await waitFor('claimed');
    const first = await code();
    await tap();
    await expect.poll(code, { timeout: 10_000 }).not.toBe(first);
    await waitFor('claimed');
    expect(await visit.issued()).toBe(2);
    expect(await page.locator('kq-claim .button').isVisible()).toBe(false);
    await visit.leave();
  });
});

describe('a refusal', () => {
  it('that the last piece is gone is told at the tap, and after a reload', async () => {
    const visit = await shop.visit(browser, { quantity: 1 });
    // The tap comes before the news.
    visit.site.fault = ({ name, res }) => (name === 'KqStock' ? void res.destroy() : undefined);
    const { page, tap, waitFor, heard } = await visit.open();
    await waitFor('ready');
    await shop.merchant.claimFor('somebody', visit.cardId);
    await tap();
    await waitFor('sold-out');
    expect(await heard('kq-error')).toMatchObject([
      { code: 'OUT_OF_STOCK', retryable: false, requestId: expect.any(String) },
    ]);
    await page.waitForTimeout(6_000);
    await page.reload();
    await waitFor('sold-out');
    await visit.leave();
  });

  it('ends when the card begins', async () => {
    const visit = await shop.visit(browser, { startsInMs: 8_000 });
    const { page, tap, waitFor } = await visit.open();
    await waitFor('not-started');
    expect(await page.locator('kq-claim .button').textContent()).toMatch(/^00:00:0\d 后开始$/);
    await waitFor('ready');
    await tap();
    await waitFor('claimed');
    expect(await visit.issued()).toBe(1);
    await visit.leave();
  });

  it('for a card that does not exist shows no button that does nothing', async () => {
    const visit = await shop.visit(browser);
    const { waitFor, status } = await visit.open({
      html: pageWith(tagOf('card_00000000000000000000000000'), script()),
    });
    await waitFor('error');
    expect(await status()).toBe('卡券不存在');
    await visit.leave();
  });
});

describe('a page', () => {
  it('without a network shows so, and goes on by itself when there is one', async () => {
    const visit = await shop.visit(browser);
    visit.site.fault = ({ res }) => void res.destroy();
    const { page, waitFor } = await visit.open();
    await visit.context.setOffline(true);
    await waitFor('offline', 40_000);
    expect(await page.locator('kq-claim .status').textContent()).toBe('网络已断开');
    visit.site.fault = null;
    await visit.context.setOffline(false);
    await waitFor('ready');
    await visit.leave();
  });

  it('that has the face already shows it before any answer', async () => {
    const visit = await shop.visit(browser);
    const plain = await visit.open();
    await plain.waitFor('ready');
    const face = await plain.page.evaluate((id) => {
      const { options } = Object(document.querySelector('kq-claim')).page;
      return Object(window).Kaquan.createClient(options).card(id);
    }, visit.cardId);
    visit.site.fault = ({ name }) => (name === 'KqCards' ? new Promise<void>(() => {}) : undefined);
    const { waitFor } = await visit.open(
      withTag(visit, '', `<script type="application/json">${JSON.stringify(face)}</script>`),
    );
    await waitFor('ready');
    await visit.leave();
  });

  it('does not jump, from its first paint to the code', async () => {
    const visit = await shop.visit(browser);
    const { page, tap, waitFor } = await visit.open({
      html: pageWith(tagOf(visit.cardId), '<p>below</p>', script()),
    });
    await waitFor('ready');
    await page.waitForTimeout(600);
    await tap();
    await waitFor('claimed');
    await page.waitForTimeout(600);
    expect(await page.evaluate(shiftsUntilNow)).toBe(0);
    await visit.leave();
  });

  it('of an engine without constructed sheets is styled by a link', async () => {
    const visit = await shop.visit(browser);
    await visit.context.addInitScript(() => {
      Reflect.deleteProperty(ShadowRoot.prototype, 'adoptedStyleSheets');
      Reflect.deleteProperty(Document.prototype, 'adoptedStyleSheets');
    });
    const { page, waitFor, faults } = await visit.open();
    await waitFor('ready');
    expect(await page.locator('kq-claim link').getAttribute('href')).toBe(`${visit.site.url}/sdk/sdk.css`);
    const color = (): Promise<string> =>
      page.locator('kq-claim .button').evaluate((node) => getComputedStyle(node).backgroundColor);
    await expect.poll(color).toBe('rgb(6, 128, 63)');
    expect(faults).toEqual([]);
    await visit.leave();
  });

  it('of an engine that knows no elements keeps its link', async () => {
    const visit = await shop.visit(browser);
    await visit.context.addInitScript(() => Reflect.deleteProperty(window, 'customElements'));
    const { page, faults } = await visit.open();
    expect(await page.locator('kq-claim a').isVisible()).toBe(true);
    expect(faults).toEqual([]);
    await visit.leave();
  });
});

/** Runs in the page: the sum of all shifts of its layout (CLS), taps or not. */
function shiftsUntilNow(): Promise<number> {
  return new Promise((resolve) => {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += Number(Object(entry).value);
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum), 100);
  });
}
