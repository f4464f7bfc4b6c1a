import { type Browser, launchBrowser, type Page, violationsOf } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, type GalleryLook, openGallery, startGallerySite } from '../../../test/kit/gallery-site.ts';
import type { Site } from '../../../test/kit/site.ts';

/** As a shelf is found, and what becomes of its rows. */
const ROWS = ['ready', 'ready', 'ready-sold-out', 'ready-offline', 'claimed', 'used', 'not-started', 'expired'];

let browser: Browser;
let site: Site;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), startGallerySite()]);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

const open = (look: GalleryLook = {}): Promise<Gallery> =>
  openGallery(browser, site, { script: 'claim-list.js', ...look });
const statesOf = (page: Page): Promise<(string | null)[]> =>
  page.locator('kq-claim-list kq-claim').evaluateAll((rows) => rows.map((row) => row.getAttribute('state')));
const barOf = async (page: Page): Promise<string> =>
  (await page.locator('kq-claim-list .bar').innerText()).replace(/\s+/g, ' ');
const claimAll = async (page: Page): Promise<void> => {
  const done = page.evaluate(() => new Promise<void>((resolve) => addEventListener('kq-claims', () => resolve())));
  await page.locator('kq-claim-list .bar .button').click();
  await done;
};
const requestsOf = (page: Page): Promise<string[][]> => page.evaluate(() => Object(window).claimed);

describe('<kq-claim-list>', () => {
  it('renders a row for each card, under the strictest policy, without a word on the console', async () => {
    const { page, showList, faults } = await open();
    expect(await showList({ rows: ROWS })).toBe('ready');
    expect(await statesOf(page)).toEqual([
      ...['ready', 'ready', 'ready', 'ready', 'claimed', 'claimed', 'not-started', 'expired'],
    ]);
    expect(await barOf(page)).toBe('4 张可领取 一键领取');
    expect(await page.locator('kq-claim .button').first().innerText()).toBe('立即领取');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('has a button for each row alone, unless all are to be claimed', async () => {
    const { page, showList } = await open();
    await showList({ rows: ['ready', 'ready'], attributes: { mode: 'each' } });
    expect(await page.locator('kq-claim-list .bar').isVisible()).toBe(false);
    expect(await page.locator('kq-claim .button').count()).toBe(2);
    await page.locator('kq-claim-list').evaluate((list) => list.setAttribute('mode', 'all'));
    expect(await page.locator('kq-claim-list .bar').isVisible()).toBe(true);
    await page.close();
  });

  it.each<[string, GalleryLook]>([
    ['zh, ltr, light', {}],
    ['zh, rtl, dark', { dir: 'rtl', isDark: true }],
    ['en, ltr, dark', { lang: 'en', isDark: true }],
    ['en, rtl, light', { lang: 'en', dir: 'rtl' }],
    ['weui', { attributes: { theme: 'weui' } }],
  ])('is accessible before and after everything was claimed: %s', async (_name, look) => {
    const { page, showList } = await open(look);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await showList({ rows: ROWS });
    expect(await violationsOf(page)).toEqual([]);
    await claimAll(page);
    expect(await violationsOf(page)).toEqual([]);
    await page.close();
  });

  it.each([320, 375, 768, 1280])('fits a page of %i px, with buttons of 48 px', async (width) => {
    const { page, showList } = await open({ width, lang: width === 320 ? 'en' : 'zh-CN' });
    await showList({ rows: ROWS });
    await claimAll(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const { height } = (await page.locator('kq-claim-list .bar .button').boundingBox()) ?? {};
    expect(height).toBeGreaterThanOrEqual(48);
    await page.close();
  });
});

describe('the button for all', () => {
  it('claims what can be had with one request, and each row shows what became of it', async () => {
    const { page, showList } = await open();
    await showList({ rows: ROWS });
    await page.evaluate(() => {
      const list = document.querySelector('kq-claim-list');
      Object.assign(window, { heard: [] });
      for (const name of ['kq-claim', 'kq-error', 'kq-claims', 'kq-track'])
        list?.addEventListener(name, ({ type, detail }: Event & { detail?: object }) =>
          Object(window).heard.push([type, detail]),
        );
    });
    await claimAll(page);
    expect(await requestsOf(page)).toEqual([['ready-0', 'ready-1', 'ready-sold-out-2', 'ready-offline-3']]);
    expect((await statesOf(page)).slice(0, 4)).toEqual(['claimed', 'claimed', 'sold-out', 'error']);
    expect(await barOf(page)).toBe('已领取 2 张 · 2 张未领到 重试');
    const rowText = async (place: number): Promise<string> => page.locator('kq-claim .action').nth(place).innerText();
    expect(await rowText(0)).toContain('1000 0000 0000');
    expect(await rowText(2)).toContain('已领完');
    expect(await rowText(3)).toContain('网络异常，请重试');
    const heard: [string, Record<string, unknown>][] = await page.evaluate(() => Object(window).heard);
    const told = heard.filter(([type]) => type !== 'kq-track').map(([type, { cardId }]) => [type, cardId]);
    expect(told).toEqual([
      ['kq-claim', 'ready-0'],
      ['kq-claim', 'ready-1'],
      ['kq-error', 'ready-sold-out-2'],
      ['kq-error', 'ready-offline-3'],
      ['kq-claims', undefined],
    ]);
    const [, summary] = heard.find(([type]) => type === 'kq-claims') ?? [];
    expect(summary).toEqual({
      claimed: 2,
      refused: 2,
      results: [
        {
          cardId: 'ready-0',
          claim: { claimId: 'claim_ready-0', code: '100000000000', status: 'NORMAL', replayed: false },
        },
        { cardId: 'ready-1', claim: expect.objectContaining({ claimId: 'claim_ready-1' }) },
        { cardId: 'ready-sold-out-2', error: expect.objectContaining({ code: 'OUT_OF_STOCK', retryable: false }) },
        { cardId: 'ready-offline-3', error: expect.objectContaining({ code: 'NETWORK', retryable: true }) },
      ],
    });
    const track = heard.flatMap(([type, detail]) => (type === 'kq-track' ? [detail] : []));
    expect(track.at(-1)).toEqual({ name: 'claims', props: { claimed: 2, refused: 2 } });
    expect(JSON.stringify(track)).not.toContain('100000000000');
    await page.close();
  });

  it('tries again only what failed', async () => {
    const { page, showList } = await open();
    await showList({ rows: ROWS });
    await claimAll(page);
    await claimAll(page);
    expect((await requestsOf(page)).at(-1)).toEqual(['ready-offline-3']);
    await page.close();
  });

  it('sends ten with each request', async () => {
    const { page, showList } = await open();
    await showList({ rows: Array.from({ length: 13 }, () => 'ready') });
    await claimAll(page);
    expect((await requestsOf(page)).map(({ length }) => length)).toEqual([10, 3]);
    expect(new Set(await statesOf(page))).toEqual(new Set(['claimed']));
    expect(await barOf(page)).toBe('已领取 13 张 已领取');
    await page.close();
  });

  it('is reached by the keyboard before the rows, and keeps the focus', async () => {
    const { page, showList } = await open();
    await showList({ rows: ['ready', 'ready'] });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('kq-claim-list[state=done]');
    const focused = await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent);
    expect(focused).toBe('已领取');
    await page.close();
  });

  it('lets the page keep a row out', async () => {
    const { page, showList } = await open();
    await showList({ rows: ['ready', 'ready'] });
    await page.evaluate(() =>
      addEventListener('kq-before-claim', (event) => {
        if (Object(event).detail.cardId === 'ready-0') event.preventDefault();
      }),
    );
    await claimAll(page);
    expect(await requestsOf(page)).toEqual([['ready-1']]);
    expect(await statesOf(page)).toEqual(['ready', 'claimed']);
    await page.close();
  });
});

describe('a list that is made anew during a claim', () => {
  it('tells nothing of the rows that are gone, and claims those of now', async () => {
    const { page, showList, faults } = await open();
    await showList({ rows: ['ready', 'ready'] });
    await page.evaluate(async () => {
      const list = Object(document.querySelector('kq-claim-list'));
      const { client } = list;
      let answer = (): void => {};
      const held = new Promise<void>((resolve) => (answer = resolve));
      Object.assign(window, { told: [] });
      addEventListener('kq-claims', (event) => Object(window).told.push(Object(event).detail));
      const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 200));
      list.client = { ...client, claimAll: (items: unknown) => held.then(() => client.claimAll(items)) };
      list.reload();
      await pause();
      const claimed = list.claim();
      await pause();
      list.client = client;
      list.reload();
      answer();
      await claimed;
      await pause();
    });
    expect(await page.evaluate(() => Object(window).told)).toEqual([]);
    expect(await barOf(page)).toBe('2 张可领取 一键领取');
    await claimAll(page);
    expect(await page.evaluate(() => Object(window).told)).toMatchObject([{ claimed: 2, refused: 0 }]);
    expect(await barOf(page)).toBe('已领取 2 张 已领取');
    expect(faults).toEqual([]);
    await page.close();
  });
});

describe('its rows', () => {
  it('are claimed alone by their own buttons', async () => {
    const { page, showList } = await open();
    await showList({ rows: ['tappable', 'ready'] });
    await page.locator('kq-claim .button').first().click();
    await expect.poll(() => statesOf(page)).toEqual(['claimed', 'ready']);
    expect(await requestsOf(page)).toEqual([]);
    expect(await barOf(page)).toBe('1 张可领取 一键领取');
    await page.close();
  });

  it('show the picture of the shelf, and the logo where there is none', async () => {
    const { page, showList } = await open();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="36" height="36"><rect width="36" height="36"/></svg>';
    site.answer('/thumb.svg', (_req, res) => void res.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end(svg));
    const items = [
      { cardId: 'ready-0', thumbUrl: `${site.url}/thumb.svg` },
      { cardId: 'ready-1', thumbUrl: `${site.url}/nothing.png` },
      { cardId: 'ready-2', thumbUrl: 'javascript:alert(1)' },
    ];
    await showList({ items });
    await expect.poll(() => page.locator('kq-claim .thumb').count()).toBe(1);
    const logos = page.locator('kq-claim .logo');
    expect(await logos.evaluateAll((all) => all.map((logo) => logo.getClientRects().length > 0))).toEqual([
      false,
      true,
      true,
    ]);
    await page.close();
  });

  it('can be styled through the list, speak its language, and are others when the page says so', async () => {
    const { page, showList } = await open();
    await showList({ rows: ['ready', 'ready'] });
    const list = page.locator('kq-claim-list');
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('kq-claim-list::part(title) { color: rgb(1, 2, 3) }');
      document.adoptedStyleSheets = [sheet];
    });
    const title = page.locator('kq-claim .title').first();
    expect(await title.evaluate((node) => getComputedStyle(node).color)).toBe('rgb(1, 2, 3)');
    await list.evaluate((node) => node.setAttribute('locale', 'en'));
    expect(await barOf(page)).toBe('2 to claim Claim all');
    expect(await page.locator('kq-claim .button').first().innerText()).toBe('Claim now');
    await list.evaluate((node) => node.setAttribute('card-ids', 'ready-5'));
    await expect.poll(() => statesOf(page)).toEqual(['ready']);
    await page.close();
  });

  it('go and come back with the list, without a word on the console', async () => {
    const { page, showList, faults } = await open();
    await showList({ rows: ['ready', 'claimed'] });
    await page.evaluate(async () => {
      const list = document.querySelector('kq-claim-list');
      void Object(list).claim();
      list?.remove();
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (list) document.querySelector('main')?.append(list);
    });
    await expect.poll(() => statesOf(page)).toEqual(['ready', 'claimed']);
    expect(faults).toEqual([]);
    await page.close();
  });
});
