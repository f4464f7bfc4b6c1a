import { type Browser, launchBrowser, type Page } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openShop,
  pageWith,
  scriptOf,
  type Shop,
  type ShopPage,
  tagOf,
  type Visit,
  type VisitWish,
} from './kit/shop.ts';
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

const key = (): string => shop.merchant.sandbox.publishableKey;
const LIST = '/sdk/claim-list.js';

/** A visit to a page with several cards. */
type Shelf = { visit: Visit; ids: string[]; html: string };
async function shelf(count: number, wish: VisitWish = {}): Promise<Shelf> {
  const visit = await shop.visit(browser, wish);
  const others = await Promise.all(Array.from({ length: count - 1 }, () => shop.merchant.createCard(wish)));
  const ids = [visit.cardId, ...others];
  return { visit, ids, html: pageWith(listOf(ids), scriptOf(key(), LIST)) };
}
const listOf = (ids: readonly string[], attributes = 'mode="all"', content = ''): string =>
  `<kq-claim-list card-ids="${ids.join(' ')}" ${attributes}>${content}<a href="/fallback">领取优惠券</a></kq-claim-list>`;

const statesOf = (page: Page): Promise<(string | null)[]> =>
  page.locator('kq-claim-list kq-claim').evaluateAll((rows) => rows.map((row) => row.getAttribute('state')));
const waitForAll = (page: Page, state: string): Promise<void> =>
  expect
    .poll(async () => [...new Set(await statesOf(page))], { timeout: 40_000, message: `rows are ${state}` })
    .toEqual([state]);
const tapAll = (page: Page): Promise<void> => page.locator('kq-claim-list .bar .button').click();
const barOf = async (page: Page): Promise<string> =>
  (await page.locator('kq-claim-list .bar').innerText()).replace(/\s+/g, ' ');
const issued = ({ visit, ids }: Shelf): Promise<number[]> =>
  Promise.all(ids.map((id) => shop.merchant.issuedTo(visit.openid, id)));
const asked = ({ visit }: Shelf, name: string): number => visit.site.asked.filter((one) => one === name).length;

/** Signed in, and known to be. */
async function openReady(of: Shelf): Promise<ShopPage> {
  let told = 0;
  of.visit.context.on('requestfinished', (request) => {
    if (/"variables":\{"cardId"/.test(request.postData() ?? '')) told += 1;
  });
  const opened = await of.visit.open({ html: of.html });
  await waitForAll(opened.page, 'ready');
  await expect.poll(() => told, { timeout: 15_000 }).toBe(of.ids.length);
  await opened.page.waitForTimeout(100);
  return opened;
}

/** Has no token for the user before they have been to the page that signs in. */
function signInAtTap({ visit: { site, openid } }: Shelf): void {
  site.answer('/token', async (req, res) => {
    const isSignedIn = (req.headers.cookie ?? '').includes('session=1');
    const body = isSignedIn ? { token: await shop.merchant.tokenOf(openid) } : { signInUrl: '/sign-in?appId=x' };
    res.writeHead(isSignedIn ? 200 : 401, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });
  site.answer('/sign-in', (req, res) => {
    const target = new URL(req.url ?? '', site.url).searchParams.get('return_to') ?? '';
    res.writeHead(302, { Location: target, 'Set-Cookie': 'session=1; Path=/' }).end();
  });
}

/** Processes a request and loses its answer on the way. */
const loseAnswer: Fault = async ({ forward, res }) => {
  await forward();
  res.destroy();
};

describe('a list of five cards', () => {
  it('is claimed with one tap, by one request, one code of each', async () => {
    const five = await shelf(5, { claimLimit: 3 });
    const { page, heard, faults } = await openReady(five);
    expect(await barOf(page)).toBe('5 张可领取 一键领取');
    await tapAll(page);
    await waitForAll(page, 'claimed');
    expect(await barOf(page)).toBe('已领取 5 张 已领取');
    expect(await issued(five)).toEqual([1, 1, 1, 1, 1]);
    expect([asked(five, 'KqCardsClaim'), asked(five, 'KqCardClaim'), asked(five, 'KqCards')]).toEqual([1, 0, 1]);
    const claims = await heard('kq-claim');
    expect(claims.map(({ cardId }) => cardId)).toEqual(five.ids);
    expect(await heard('kq-claims')).toMatchObject([{ claimed: 5, refused: 0 }]);
    expect(faults).toEqual([]);
    await five.visit.leave();
  });

  it('says in its row that one is sold out, and claims the others', async () => {
    const five = await shelf(4, { quantity: 2 });
    const soldOut = await shop.merchant.createCard({ quantity: 1 });
    five.ids.splice(2, 0, soldOut);
    five.html = pageWith(listOf(five.ids), scriptOf(key(), LIST));
    // The tap comes before the news.
    five.visit.site.fault = ({ name, res }) => (/KqStock|KqMine/.test(name) ? void res.destroy() : undefined);
    const { page, heard } = await openReady(five);
    await shop.merchant.claimFor('somebody', soldOut);
    await tapAll(page);
    await expect
      .poll(() => statesOf(page), { timeout: 15_000 })
      .toEqual(['claimed', 'claimed', 'sold-out', 'claimed', 'claimed']);
    expect(await barOf(page)).toBe('已领取 4 张 · 1 张未领到 暂无可领');
    expect(await page.locator('kq-claim .button').nth(2).innerText()).toBe('已领完');
    expect(await heard('kq-error')).toMatchObject([{ code: 'OUT_OF_STOCK', cardId: soldOut }]);
    expect(await issued(five)).toEqual([1, 1, 0, 1, 1]);
    await five.visit.leave();
  });

  it('shows live what others take', async () => {
    const five = await shelf(5, { quantity: 1 });
    const { page } = await openReady(five);
    await shop.merchant.claimFor('somebody', five.ids[1] ?? '');
    await expect.poll(() => statesOf(page), { timeout: 15_000 }).toContain('sold-out');
    expect(await barOf(page)).toBe('4 张可领取 一键领取');
    await five.visit.leave();
  });
});

describe('one code of each card is issued', () => {
  it('when every answer is lost, and all are claimed again', async () => {
    const five = await shelf(5, { claimLimit: 3 });
    const { page, heard, faults } = await openReady(five);
    five.visit.site.fault = (passing) => (passing.name === 'KqCardsClaim' ? loseAnswer(passing) : undefined);
    await tapAll(page);
    await waitForAll(page, 'error');
    expect(await barOf(page)).toBe('5 张未领到 重试');
    five.visit.site.fault = null;
    await tapAll(page);
    await waitForAll(page, 'claimed');
    expect((await heard('kq-claim')).map(({ replayed }) => replayed)).toEqual([true, true, true, true, true]);
    expect([await issued(five), faults]).toEqual([[1, 1, 1, 1, 1], []]);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    await five.visit.leave();
  });

  it('when every answer is lost, one is claimed by its own button, and then the rest', async () => {
    const three = await shelf(3, { claimLimit: 3 });
    const { page, faults } = await openReady(three);
    three.visit.site.fault = (passing) => (passing.name === 'KqCardsClaim' ? loseAnswer(passing) : undefined);
    await tapAll(page);
    await waitForAll(page, 'error');
    three.visit.site.fault = null;
    await page.locator('kq-claim .button').nth(1).click();
    await expect.poll(() => statesOf(page), { timeout: 15_000 }).toEqual(['error', 'claimed', 'error']);
    await tapAll(page);
    await waitForAll(page, 'claimed');
    expect([await issued(three), faults]).toEqual([[1, 1, 1], []]);
    await three.visit.leave();
  });

  it('when the network is gone for 0.7 s during the tap', async () => {
    const three = await shelf(3, { claimLimit: 3 });
    const { page, faults } = await openReady(three);
    await three.visit.context.setOffline(true);
    await tapAll(page);
    await new Promise((resolve) => setTimeout(resolve, 700));
    await three.visit.context.setOffline(false);
    await waitForAll(page, 'claimed');
    expect([await issued(three), faults]).toEqual([[1, 1, 1], []]);
    await three.visit.leave();
  });

  it('when the list is removed during the claim', async () => {
    const three = await shelf(3, { claimLimit: 3 });
    const { page, faults } = await openReady(three);
    let isGone = false;
    three.visit.site.fault = async ({ name }) => {
      if (name !== 'KqCardsClaim' || isGone) return;
      isGone = true;
      await page.evaluate(() => document.querySelector('kq-claim-list')?.remove());
    };
    await tapAll(page);
    await expect.poll(() => issued(three), { timeout: 15_000 }).toEqual([1, 1, 1]);
    await page.waitForTimeout(300);
    expect(faults).toEqual([]);
    await three.visit.leave();
  });

  it('after the user has signed in at the tap', async () => {
    const three = await shelf(3, { claimLimit: 3 });
    signInAtTap(three);
    const { page, faults } = await three.visit.open({ html: three.html });
    await waitForAll(page, 'ready');
    await tapAll(page);
    await waitForAll(page, 'claimed');
    expect(page.url()).toBe(`${three.visit.site.url}/`);
    expect([await issued(three), faults]).toEqual([[1, 1, 1], []]);
    await three.visit.leave();
  });

  it('after the user has signed in, ten with a request, however late the server tells what they have', async () => {
    const twelve = await shelf(12, { claimLimit: 3 });
    signInAtTap(twelve);
    let contexts = 0;
    // The first comes at once, and the others later than a row is waited for.
    twelve.visit.site.fault = ({ name }) =>
      name === 'KqClaimContext' && (contexts += 1) > 1
        ? new Promise((resolve) => setTimeout(resolve, 1_500))
        : undefined;
    const { page, faults } = await twelve.visit.open({ html: twelve.html });
    await waitForAll(page, 'ready');
    await tapAll(page);
    await waitForAll(page, 'claimed');
    await page.waitForTimeout(1_000);
    expect(['KqCardsClaim', 'KqCardClaim', 'KqClaimContext'].map((name) => asked(twelve, name))).toEqual([2, 0, 12]);
    // Once for each at most, when the stream of the user begins.
    expect(asked(twelve, 'KqClaimById')).toBeLessThanOrEqual(12);
    expect([await issued(twelve), faults]).toEqual([twelve.ids.map(() => 1), []]);
    await twelve.visit.leave();
  });
});

describe('a page', () => {
  it('that has the faces already shows them before any answer, as the hosted shelf writes them', async () => {
    const two = await shelf(2);
    const plain = await two.visit.open({ html: two.html });
    await waitForAll(plain.page, 'ready');
    const faces = await plain.page.evaluate(
      ({ ids, publishableKey }) =>
        Object(window).Kaquan.createClient({ endpoint: '/graphql', publishableKey }).cards(ids),
      { ids: two.ids, publishableKey: key() },
    );
    two.visit.site.fault = ({ name }) => (name === 'KqCards' ? new Promise<void>(() => {}) : undefined);
    const data = { items: two.ids.map((cardId, place) => ({ cardId, thumbUrl: null, initial: faces[place] })) };
    const script = `<script type="application/json">${JSON.stringify(data)}</script>`;
    const tag = `<kq-claim-list placement="token-1" channel="shelf" mode="all" locale="en" theme="weui">${script}</kq-claim-list>`;
    const { page } = await two.visit.open({ html: pageWith(tag, scriptOf(key(), LIST)) });
    await waitForAll(page, 'ready');
    expect(await barOf(page)).toBe('2 to claim Claim all');
    const sent = page.waitForRequest((request) => (request.postData() ?? '').includes('idempotencyKey'));
    await tapAll(page);
    const { variables } = (await sent).postDataJSON();
    expect(variables.input.claims).toHaveLength(2);
    for (const one of variables.input.claims)
      expect(one).toMatchObject({ placementToken: 'token-1', outerStr: 'shelf' });
    await two.visit.leave();
  });

  it.each<[string, (visit: Visit, list: string) => string]>([
    ['the script is loaded twice', (_visit, list) => list + scriptOf(key(), LIST) + scriptOf(key(), LIST)],
    [
      'claim.js comes first',
      ({ cardId }, list) => scriptOf(key()) + tagOf(cardId) + list + `<script defer src="${LIST}"></script>`,
    ],
    ['claim.js comes later', ({ cardId }, list) => scriptOf(key(), LIST) + tagOf(cardId) + list + scriptOf(key())],
  ])('stays clean when %s', async (_what, bodyOf) => {
    const three = await shelf(3, { claimLimit: 3 });
    const html = pageWith(bodyOf(three.visit, listOf(three.ids)));
    const { page, faults } = await three.visit.open({ html });
    await waitForAll(page, 'ready');
    await tapAll(page);
    await waitForAll(page, 'claimed');
    expect(await page.locator('kq-claim-list kq-claim').count()).toBe(3);
    expect([await issued(three), faults]).toEqual([[1, 1, 1], []]);
    await three.visit.leave();
  });

  it('configures lists and single cards by one call', async () => {
    const two = await shelf(2);
    const scripts = `<script src="/sdk/claim.js"></script><script src="${LIST}"></script>`;
    const { page, waitFor } = await two.visit.open({
      html: pageWith(scripts, tagOf(two.visit.cardId), listOf(two.ids, 'mode="each"')),
    });
    expect(await page.locator('kq-claim-list > a').isVisible()).toBe(true);
    await page.evaluate((publishableKey) => {
      const userToken = async (): Promise<string> => (await (await fetch('/token')).json()).token;
      Object(window).Kaquan.configure({ endpoint: '/graphql', publishableKey, userToken });
    }, key());
    await waitForAll(page, 'ready');
    await waitFor('ready');
    await two.visit.leave();
  });

  it('of an engine without constructed sheets is styled by a link', async () => {
    const two = await shelf(2);
    await two.visit.context.addInitScript(() => {
      Reflect.deleteProperty(ShadowRoot.prototype, 'adoptedStyleSheets');
      Reflect.deleteProperty(Document.prototype, 'adoptedStyleSheets');
    });
    const { page, faults } = await two.visit.open({ html: two.html });
    await waitForAll(page, 'ready');
    const look = (): Promise<string[]> =>
      page.locator('kq-claim-list .bar').evaluate((bar) => {
        const action = bar.querySelector('.action') ?? bar;
        return [getComputedStyle(action).display, getComputedStyle(bar).marginBottom];
      });
    await expect.poll(look).toEqual(['grid', '12px']);
    expect(faults).toEqual([]);
    await two.visit.leave();
  });

  it('of an engine that knows no elements keeps its link', async () => {
    const two = await shelf(2);
    await two.visit.context.addInitScript(() => Reflect.deleteProperty(window, 'customElements'));
    const { page, faults } = await two.visit.open({ html: two.html });
    expect(await page.locator('kq-claim-list a').isVisible()).toBe(true);
    expect(faults).toEqual([]);
    await two.visit.leave();
  });
});
