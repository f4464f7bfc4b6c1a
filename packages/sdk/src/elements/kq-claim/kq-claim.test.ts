import { type Browser, launchBrowser, type Page, violationsOf } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GalleryLook, openGallery, startGallerySite } from '../../../test/kit/gallery-site.ts';
import type { Site } from '../../../test/kit/site.ts';

const STATES = [
  'loading',
  'ready',
  'busy',
  'claimed',
  'again',
  'used',
  'sold-out',
  'limit',
  'not-started',
  'expired',
  'not-eligible',
  'offline',
  'error',
];
const ATTRIBUTES = STATES.map((name) => (['again', 'used'].includes(name) ? 'claimed' : name));

let browser: Browser;
let site: Site;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), startGallerySite()]);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

describe('<kq-claim>', () => {
  it('renders every state, under the strictest policy, without a word on the console', async () => {
    const { page, show, faults } = await openGallery(browser, site);
    expect(await show({ states: STATES, kinds: true })).toEqual(ATTRIBUTES);
    const textOf = async (id: string): Promise<string> =>
      (await page.locator(`#${id} .card`).innerText()).replace(/\s+/g, ' ');
    expect(await textOf('ready')).toBe(
      '¥10 满100元可用 示例商户 满100减10元 周末与节假日通用 领取后 30 天内有效 剩余 88 张 · 每人限领 1 张 立即领取',
    );
    expect(await textOf('claimed')).toContain('1234 5678 9012');
    expect(await textOf('used')).toContain('已使用');
    expect(await textOf('discount')).toContain('7折');
    expect(await textOf('not-started')).toMatch(/\d\d:\d\d:\d\d 后开始/);
    expect(faults).toEqual([]);
    await page.close();
  });

  it.each<[string, GalleryLook]>([
    ['zh, ltr, light', {}],
    ['zh, ltr, dark', { isDark: true }],
    ['zh, rtl, light', { dir: 'rtl' }],
    ['zh, rtl, dark', { dir: 'rtl', isDark: true }],
    ['en, ltr, light', { lang: 'en' }],
    ['en, ltr, dark', { lang: 'en', isDark: true }],
    ['en, rtl, light', { lang: 'en', dir: 'rtl' }],
    ['en, rtl, dark', { lang: 'en', dir: 'rtl', isDark: true }],
    ['a row', { attributes: { variant: 'row' } }],
    ['a button', { attributes: { variant: 'button' } }],
    ['weui', { attributes: { theme: 'weui' } }],
  ])('is accessible in every state: %s', async (_name, look) => {
    const { page, show } = await openGallery(browser, site, look);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await show({ states: STATES, kinds: true });
    expect(await violationsOf(page)).toEqual([]);
    await page.close();
  });
});

describe('its size', () => {
  it.each(
    [320, 375, 768, 1280].flatMap((width) => ['card', 'row', 'button'].map((variant) => [width, variant] as const)),
  )('fits a page of %i px as a %s, with a button of 48 px', async (width, variant) => {
    const { page, show } = await openGallery(browser, site, {
      width,
      lang: width === 320 ? 'en' : 'zh-CN',
      attributes: { variant },
    });
    await show({ states: STATES, kinds: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const button = await page.locator('#ready .button').boundingBox();
    expect(button?.height).toBeGreaterThanOrEqual(48);
    const overflowing = await page.evaluate(
      () =>
        [...document.querySelectorAll('kq-claim')].filter(({ shadowRoot }) =>
          [...(shadowRoot?.querySelectorAll('p,.title,.button,.brand') ?? [])].some(
            (node) => node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 1,
          ),
        ).length,
    );
    expect(overflowing).toBe(0);
    await page.close();
  });

  it('holds text of 200 %', async () => {
    const { page, show } = await openGallery(browser, site, { width: 320 });
    await show({ states: ['ready', 'claimed'], attributes: { style: 'font-size: 24px' } });
    await page.evaluate(() => document.documentElement.style.setProperty('zoom', '2'));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
    await page.close();
  });

  it.each(['card', 'row', 'button'])(
    'is kept from the first paint to the claim as a %s: nothing jumps',
    async (variant) => {
      const { page, show } = await openGallery(browser, site, { attributes: { variant } });
      const heights = await show({ states: ['loading', 'ready', 'busy', 'claimed', 'used', 'sold-out', 'error'] }).then(
        () =>
          page.evaluate(() =>
            [...document.querySelectorAll('kq-claim')].map((element) => element.getBoundingClientRect().height),
          ),
      );
      // A row grows with the code.
      expect(new Set(variant === 'row' ? heights.slice(0, 3) : heights).size).toBe(1);
      const reserved = await page.evaluate((given) => {
        const element = document.createElement('kq-unknown');
        document.body.append(element);
        const sheet = [...document.styleSheets].find(({ href }) => href?.endsWith('reserve.css'));
        const rules = [...(sheet?.cssRules ?? [])].filter((rule): rule is CSSStyleRule => rule instanceof CSSStyleRule);
        const rule = rules.find(({ selectorText }) => selectorText.includes(`"${given}"`)) ?? rules[0];
        return Number.parseInt(rule?.style.minHeight ?? '0', 10);
      }, variant);
      expect(reserved).toBe(Math.round(heights[1] ?? 0));
      await page.close();
    },
  );
});

describe('by keyboard', () => {
  it('is reached, claims, and leaves the focus on the code', async () => {
    const { page, show } = await openGallery(browser, site);
    await show({ states: ['tappable'] });
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('kq-claim[state=claimed]');
    expect(await focused(page)).toBe('code');
    await page.close();
  });

  it('shows where the focus is', async () => {
    const { page, show } = await openGallery(browser, site);
    await show({ states: ['ready'] });
    await page.keyboard.press('Tab');
    const outline = await page.locator('#ready .button').evaluate((node) => getComputedStyle(node).outlineWidth);
    expect(outline).toBe('3px');
    await page.close();
  });
});

const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className);

describe('its parts', () => {
  it('can be styled, replaced and put into other words', async () => {
    const { page, show } = await openGallery(browser, site);
    await show({ states: ['ready'] });
    await page.evaluate(() => {
      const element = document.querySelector('kq-claim');
      element?.style.setProperty('--kq-brand', 'rgb(1, 2, 3)');
      element?.insertAdjacentElement(
        'beforeend',
        Object.assign(document.createElement('em'), { slot: 'terms', textContent: '条款' }),
      );
      Object.assign(Object(element), { messages: { claim: '抢' } });
      element?.setAttribute('heading-level', '4');
    });
    const button = page.locator('#ready .button');
    expect(await button.evaluate((node) => getComputedStyle(node).backgroundColor)).toBe('rgb(1, 2, 3)');
    expect(await button.innerText()).toBe('抢');
    expect(await page.locator('#ready .title').getAttribute('aria-level')).toBe('4');
    expect(await page.locator('#ready em').isVisible()).toBe(true);
    await page.close();
  });
});
