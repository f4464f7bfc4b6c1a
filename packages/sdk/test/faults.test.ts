import { type Browser, launchBrowser } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, pageWith, scriptOf, type Shop, tagOf } from './kit/shop.ts';
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

/** Processes a request and loses its answer on the way. */
const loseAnswer: Fault = async ({ forward, res }) => {
  await forward();
  res.destroy();
};
/** The first so many requests of this document meet the fault. */
function first(times: number, name: string, fault: Fault): Fault {
  let left = times;
  return (passing) => (passing.name === name && left-- > 0 ? fault(passing) : undefined);
}
const answer500: Fault = ({ res }) => void res.writeHead(500, { 'Content-Type': 'text/html' }).end('<h1>Bad day</h1>');

describe('exactly one code is issued', () => {
  it('without any fault', async () => {
    const visit = await shop.visit(browser);
    const { tap, waitFor, heard, code, faults } = await visit.open();
    await waitFor('ready');
    await tap();
    await waitFor('claimed');
    expect(await code()).toMatch(/^\d{12}$/);
    expect(await heard('kq-claim')).toEqual([
      { claimId: expect.stringMatching(/^claim_/), code: await code(), status: 'NORMAL', replayed: false },
    ]);
    expect([await visit.issued(), faults]).toEqual([1, []]);
    await visit.leave();
  });

  it('by five rapid taps, with one mutation', async () => {
    const visit = await shop.visit(browser, { claimLimit: 3 });
    const { page, waitFor } = await visit.open();
    await waitFor('ready');
    await page.evaluate(() => {
      const button = document.querySelector('kq-claim')?.shadowRoot?.querySelector<HTMLElement>('.button');
      for (let taps = 0; taps < 5; taps += 1) button?.click();
    });
    await waitFor('claimed');
    expect(visit.site.asked.filter((name) => name === 'KqCardClaim')).toHaveLength(1);
    expect(await visit.issued()).toBe(1);
    await visit.leave();
  });

  it('when the answer is lost: the same key brings it again', async () => {
    const visit = await shop.visit(browser, { claimLimit: 3 });
    visit.site.fault = first(1, 'KqCardClaim', loseAnswer);
    const { tap, waitFor, heard, faults } = await visit.open();
    await waitFor('ready');
    await tap();
    await waitFor('claimed');
    expect(await heard('kq-claim')).toMatchObject([{ replayed: true }]);
    expect([await visit.issued(), faults]).toEqual([1, []]);
    await visit.leave();
  });

  it('when the server answers 500 twice', async () => {
    const visit = await shop.visit(browser, { claimLimit: 3 });
    visit.site.fault = first(2, 'KqCardClaim', answer500);
    const { tap, waitFor, faults } = await visit.open();
    await waitFor('ready');
    await tap();
    await waitFor('claimed');
    expect(visit.site.asked.filter((name) => name === 'KqCardClaim')).toHaveLength(3);
    expect([await visit.issued(), faults]).toEqual([1, []]);
    await visit.leave();
  });

  it('when a committed claim is answered with 502', async () => {
    const visit = await shop.visit(browser, { claimLimit: 3 });
    visit.site.fault = first(1, 'KqCardClaim', async ({ forward, res }) => {
      await forward();
      res.writeHead(502).end('gateway');
    });
    const { tap, waitFor } = await visit.open();
    await waitFor('ready');
    await tap();
    await waitFor('claimed');
    expect(await visit.issued()).toBe(1);
    await visit.leave();
  });

  it('when every answer is lost, and tapped again: the key is kept until a definite answer', async () => {
    const visit = await shop.visit(browser, { claimLimit: 3 });
    visit.site.fault = (passing) => (passing.name === 'KqCardClaim' ? loseAnswer(passing) : undefined);
    const { page, tap, waitFor, heard } = await visit.open();
    const kept = (): Promise<string[]> => page.evaluate(() => Object.keys(localStorage));
    await waitFor('ready');
    await tap();
    await waitFor('error');
    expect(await kept()).toEqual([`kq:attempt:${visit.cardId}`]);
    visit.site.fault = null;
    await tap();
    await waitFor('claimed');
    expect(await heard('kq-claim')).toMatchObject([{ replayed: true }]);
    expect([await visit.issued(), await kept()]).toEqual([1, []]);
    await visit.leave();
  });

  it('when it was tapped before the page knew what the user has, and every answer is lost', async () => {
    const visit = await shop.visit(browser, { claimLimit: 3 });
    const slowContext = first(1, 'KqClaimContext', async ({ pipe }) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      pipe();
    });
    visit.site.fault = (passing) => (passing.name === 'KqCardClaim' ? loseAnswer(passing) : slowContext(passing));
    const { page, tap, waitFor, heard } = await visit.open();
    await waitFor('ready');
    await tap();
    await waitFor('error');
    visit.site.fault = null;
    await tap();
    await waitFor('claimed');
    expect(await heard('kq-claim')).toMatchObject([{ replayed: true }]);
    expect([await visit.issued(), await page.evaluate(() => Object.keys(localStorage))]).toEqual([1, []]);
    await visit.leave();
  });

  it('when every answer is lost, the page reloaded and tapped again', async () => {
    const visit = await shop.visit(browser, { claimLimit: 3 });
    visit.site.fault = (passing) => (passing.name === 'KqCardClaim' ? loseAnswer(passing) : undefined);
    const { page, tap, waitFor, heard } = await visit.open();
    await waitFor('ready');
    await tap();
    await waitFor('error');
    // After the reload the page does not learn of the claim by itself, so the tap has to.
    visit.site.fault = first(4, 'KqClaimContext', answer500);
    await page.reload();
    await waitFor('ready');
    const contexts = (): number => visit.site.asked.filter((name) => name === 'KqClaimContext').length;
    await expect.poll(contexts, { timeout: 10_000 }).toBe(5);
    await page.waitForTimeout(200);
    await tap();
    await waitFor('claimed');
    expect(await heard('kq-claim')).toMatchObject([{ replayed: true }]);
    expect(await visit.issued()).toBe(1);
    await visit.leave();
  });

  it('when every answer is lost in one tab, and tapped in another', async () => {
    const visit = await shop.visit(browser, { claimLimit: 3 });
    const [early, late] = [await visit.open(), await visit.open()];
    await Promise.all([early.waitFor('ready'), late.waitFor('ready')]);
    // The other tab knows by now that the user has nothing yet.
    await expect.poll(() => visit.site.asked.filter((name) => name === 'KqClaimContext').length).toBe(2);
    await late.page.waitForTimeout(200);
    visit.site.fault = (passing) => (passing.name === 'KqCardClaim' ? loseAnswer(passing) : undefined);
    await early.tap();
    await early.waitFor('error');
    visit.site.fault = null;
    await late.tap();
    await late.waitFor('claimed');
    expect(await late.heard('kq-claim')).toMatchObject([{ replayed: true }]);
    expect(await visit.issued()).toBe(1);
    await visit.leave();
  });

  it('when the network is gone for 0.7 s during the tap', async () => {
    const visit = await shop.visit(browser, { claimLimit: 3 });
    const { tap, waitFor, faults } = await visit.open();
    await waitFor('ready');
    await visit.context.setOffline(true);
    await tap();
    await new Promise((resolve) => setTimeout(resolve, 700));
    await visit.context.setOffline(false);
    await waitFor('claimed');
    expect([await visit.issued(), faults]).toEqual([1, []]);
    await visit.leave();
  });

  it('in two tabs at once, and both show it', async () => {
    const visit = await shop.visit(browser);
    const tabs = [await visit.open(), await visit.open()];
    await Promise.all(tabs.map(({ waitFor }) => waitFor('ready')));
    await Promise.all(tabs.map(({ tap }) => tap()));
    await Promise.all(tabs.map(({ waitFor }) => waitFor('claimed')));
    const codes = await Promise.all(tabs.map(({ code }) => code()));
    expect(new Set(codes).size).toBe(1);
    expect(await visit.issued()).toBe(1);
    await visit.leave();
  });

  it('when the tap of a second tab comes late', async () => {
    const visit = await shop.visit(browser);
    const [early, late] = [await visit.open(), await visit.open()];
    await late.waitFor('ready');
    await early.waitFor('ready');
    await early.tap();
    await early.waitFor('claimed');
    await late.tap();
    await late.waitFor('claimed');
    expect(await late.code()).toBe(await early.code());
    expect(await visit.issued()).toBe(1);
    await visit.leave();
  });

  it('where nothing can be stored', async () => {
    const visit = await shop.visit(browser, { claimLimit: 3 });
    await visit.context.addInitScript(() =>
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new Error('SecurityError');
        },
      }),
    );
    visit.site.fault = first(1, 'KqCardClaim', loseAnswer);
    const { tap, waitFor, faults } = await visit.open();
    await waitFor('ready');
    await tap();
    await waitFor('claimed');
    expect([await visit.issued(), faults]).toEqual([1, []]);
    await visit.leave();
  });

  it('when the user token ends while the page is open', async () => {
    const visit = await shop.visit(browser, { tokenSeconds: 2 });
    const { tap, waitFor, page, faults } = await visit.open();
    await waitFor('ready');
    // The clock of the page stands still, so only the server notices.
    await page.clock.install();
    await page.clock.pauseAt(new Date(Date.now() + 1000));
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await page.clock.resume();
    await tap();
    await waitFor('claimed');
    expect([await visit.issued(), faults]).toEqual([1, []]);
    await visit.leave();
  });

  it('after the user has signed in at the tap', async () => {
    const visit = await shop.visit(browser);
    visit.site.answer('/token', async (req, res) => {
      const isSignedIn = (req.headers.cookie ?? '').includes('session=1');
      const body = isSignedIn
        ? { token: await shop.merchant.tokenOf(visit.openid) }
        : { code: 'SIGN_IN_REQUIRED', signInUrl: '/sign-in?appId=x' };
      res.writeHead(isSignedIn ? 200 : 401, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
    visit.site.answer('/sign-in', (req, res) => {
      const target = new URL(req.url ?? '', visit.site.url).searchParams.get('return_to') ?? '';
      res.writeHead(302, { Location: target, 'Set-Cookie': 'session=1; Path=/' }).end();
    });
    const { page, tap, waitFor, faults } = await visit.open();
    await waitFor('ready');
    await tap();
    await waitFor('claimed');
    expect(page.url()).toBe(`${visit.site.url}/`);
    expect([await visit.issued(), faults]).toEqual([1, []]);
    await page.reload();
    await waitFor('claimed');
    await visit.leave();
  });
});

describe('a user who does not sign in', () => {
  it('comes back to a page that stays', async () => {
    const visit = await shop.visit(browser);
    visit.site.answer('/token', (_req, res) => {
      const body = { code: 'SIGN_IN_REQUIRED', signInUrl: '/sign-in?appId=x' };
      res.writeHead(401, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
    visit.site.answer('/sign-in', (_req, res) => {
      res.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Who are you?</h1>');
    });
    const { page, tap, waitFor } = await visit.open();
    await waitFor('ready');
    await tap();
    await page.waitForURL('**/sign-in**');
    await page.goBack();
    await waitFor('ready');
    await page.waitForTimeout(500);
    expect([page.url(), await visit.issued()]).toEqual([`${visit.site.url}/`, 0]);
    await visit.leave();
  });
});

describe('the page of a host stays clean', () => {
  it('when the element is removed during the claim', async () => {
    const visit = await shop.visit(browser);
    const { page, tap, waitFor, faults } = await visit.open();
    visit.site.fault = first(1, 'KqCardClaim', async () => {
      await page.evaluate(() => document.querySelector('kq-claim')?.remove());
    });
    await waitFor('ready');
    await tap();
    await expect.poll(() => visit.issued(), { timeout: 15_000 }).toBe(1);
    await page.waitForTimeout(300);
    expect(faults).toEqual([]);
    await visit.leave();
  });

  it('when the element is removed and put back at any moment', async () => {
    const visit = await shop.visit(browser);
    const { page, tap, waitFor, faults } = await visit.open();
    await page.evaluate(async () => {
      const element = document.querySelector('kq-claim');
      for (let times = 0; times < 10; times += 1) {
        element?.remove();
        await new Promise((resolve) => setTimeout(resolve, times * 7));
        if (element) document.querySelector('main')?.append(element);
        await new Promise((resolve) => setTimeout(resolve, times * 5));
      }
    });
    await waitFor('ready');
    await tap();
    await waitFor('claimed');
    expect([await visit.issued(), faults]).toEqual([1, []]);
    await visit.leave();
  });

  it('when the script is loaded twice', async () => {
    const visit = await shop.visit(browser);
    const { publishableKey } = shop.merchant.sandbox;
    const { tap, waitFor, page, faults } = await visit.open({
      html: pageWith(tagOf(visit.cardId), scriptOf(publishableKey), scriptOf(publishableKey)),
    });
    await waitFor('ready');
    await tap();
    await waitFor('claimed');
    expect(await page.locator('kq-claim .button').count()).toBe(1);
    expect([await visit.issued(), faults]).toEqual([1, []]);
    await visit.leave();
  });

  it.each([
    ['another version', '/sdk/claim.js?version=2'],
    ['the module', '/sdk/claim.mjs'],
  ])('when %s is loaded too', async (_name, other) => {
    const visit = await shop.visit(browser);
    const { publishableKey } = shop.merchant.sandbox;
    const otherScript = scriptOf(publishableKey, other).replace(
      '<script defer',
      other.endsWith('.mjs') ? '<script type="module"' : '<script defer',
    );
    const { tap, waitFor, faults } = await visit.open({
      html: pageWith(otherScript, tagOf(visit.cardId), scriptOf(publishableKey)),
    });
    await waitFor('ready');
    await tap();
    await waitFor('claimed');
    expect([await visit.issued(), faults]).toEqual([1, []]);
    await visit.leave();
  });

  it('when the element is there long before the configuration', async () => {
    const visit = await shop.visit(browser);
    const { publishableKey } = shop.merchant.sandbox;
    const { page, tap, waitFor, faults } = await visit.open({
      html: pageWith('<script src="/sdk/claim.js"></script>', tagOf(visit.cardId)),
    });
    expect(await page.locator('kq-claim a').isVisible()).toBe(true);
    await page.evaluate((key) => {
      const userToken = async (): Promise<string> => (await (await fetch('/token')).json()).token;
      Object(window).Kaquan.configure({ endpoint: '/graphql', publishableKey: key, userToken });
    }, publishableKey);
    await waitFor('ready');
    await tap();
    await waitFor('claimed');
    expect([await visit.issued(), faults]).toEqual([1, []]);
    await visit.leave();
  });

  it('when the server is not there at all', async () => {
    const visit = await shop.visit(browser);
    visit.site.fault = ({ res }) => void res.destroy();
    const { waitFor, heard, faults } = await visit.open();
    await waitFor('error', 20_000);
    expect(await heard('kq-error')).toMatchObject([{ code: 'NETWORK', retryable: true }]);
    expect(faults).toEqual([]);
    visit.site.fault = null;
    await visit.leave();
  });
});
