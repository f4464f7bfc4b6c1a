import type { Browser, BrowserContext, Page } from '@kaquan/browser';
import { type KaquanServer, startKaquan } from './kaquan-server.ts';
import { createMerchant, type Merchant } from './merchant.ts';
import { type Site, startSite } from './site.ts';

/** A page of a shop, and everything that went wrong on it. */
export type ShopPage = {
  readonly page: Page;
  /** Logged errors and what nobody caught. */
  readonly faults: string[];
  tap: () => Promise<void>;
  state: () => Promise<string | null>;
  waitFor: (state: string, timeoutMs?: number) => Promise<void>;
  /** Details of the events of this name, in order. */
  heard: (name: string) => Promise<Record<string, unknown>[]>;
  /** What the line above the button says. */
  status: () => Promise<string | null>;
  code: () => Promise<string>;
};

/** One user at one card: a site of its own, so that faults hit nobody else. */
export type Visit = {
  readonly site: Site;
  readonly context: BrowserContext;
  readonly openid: string;
  readonly cardId: string;
  open: (options?: { html?: string }) => Promise<ShopPage>;
  /** Codes that the server has given this user. */
  issued: () => Promise<number>;
  leave: () => Promise<void>;
};

export type Shop = {
  readonly merchant: Merchant;
  visit: (browser: Browser, wish?: VisitWish) => Promise<Visit>;
  close: () => Promise<void>;
};
export type VisitWish = { claimLimit?: number; quantity?: number; startsInMs?: number; tokenSeconds?: number };

/** A real Kaquan, and a merchant whose shops are in front of it. */
export async function openShop(): Promise<Shop> {
  const kaquan: KaquanServer = await startKaquan();
  const merchant = await createMerchant(kaquan.sandbox);
  let visitors = 0;
  return {
    merchant,
    async visit(browser, { tokenSeconds, ...wish } = {}) {
      visitors += 1;
      const openid = `user-${visitors}`;
      const [site, context, cardId] = await Promise.all([
        startSite(kaquan.sandbox.url),
        browser.newContext({ viewport: { width: 375, height: 700 } }),
        merchant.createCard(wish),
      ]);
      site.answer('/favicon.ico', (_req, res) => void res.writeHead(204).end());
      site.answer('/token', async (_req, res) => {
        const token = await merchant.tokenOf(openid, tokenSeconds);
        res.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ token }));
      });
      return {
        site,
        context,
        openid,
        cardId,
        issued: () => merchant.issuedTo(openid, cardId),
        async open({ html } = {}) {
          site.page('/', html ?? pageWith(tagOf(cardId), scriptOf(kaquan.sandbox.publishableKey)));
          return openPage(context, site);
        },
        async leave() {
          await context.close();
          await site.stop();
        },
      };
    },
    close: () => kaquan.stop(),
  };
}

export const scriptOf = (publishableKey: string, file = '/sdk/claim.js'): string =>
  `<script defer src="${file}" data-endpoint="/graphql" data-key="${publishableKey}" data-token-url="/token"></script>`;
export const tagOf = (cardId: string): string =>
  `<kq-claim card-id="${cardId}"><a href="/fallback">领取优惠券</a></kq-claim>`;
export const pageWith = (...parts: string[]): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>Shop</title><link rel="stylesheet" href="/sdk/reserve.css"></head><body><main><h1>Shop</h1>${parts.join('')}</main></body></html>`;

const EVENTS = [
  ...['kq-ready', 'kq-before-claim', 'kq-claim', 'kq-claims', 'kq-status', 'kq-open', 'kq-error', 'kq-track'],
];

async function openPage(context: BrowserContext, site: Site): Promise<ShopPage> {
  const page = await context.newPage();
  const faults: string[] = [];
  // What the network does is told by the browser itself; ours is everything else.
  page.on(
    'console',
    (message) =>
      message.type() === 'error' &&
      !/Failed to load resource|net::ERR/.test(message.text()) &&
      faults.push(message.text()),
  );
  page.on('pageerror', (error) => faults.push(error.message));
  await page.addInitScript(record, EVENTS);
  await page.goto(`${site.url}/`);
  const element = page.locator('kq-claim').first();
  return {
    page,
    faults,
    tap: () => page.locator('kq-claim .button').first().click(),
    state: () => element.getAttribute('state'),
    waitFor: async (state, timeoutMs = 15_000) =>
      void (await page.waitForSelector(`kq-claim[state=${state}]`, { timeout: timeoutMs, state: 'attached' })),
    heard: async (name) =>
      (await page.evaluate(recorded)).filter(([type]) => type === name).map(([, detail]) => detail),
    status: () => page.locator('kq-claim .status').first().textContent(),
    code: async () => ((await page.locator('kq-claim .code').first().textContent()) ?? '').replace(/ /g, ''),
  };
}

type Recorded = [type: string, detail: Record<string, unknown>][];

/** Runs in the page before anything else. */
function record(names: string[]): void {
  const heard: Recorded = [];
  Object.assign(window, { heard });
  for (const name of names) addEventListener(name, (event) => heard.push([name, Object(event).detail]));
}

/** Runs in the page, where `record` left its list. */
function recorded(): Recorded {
  return (window as unknown as { heard: Recorded }).heard;
}
