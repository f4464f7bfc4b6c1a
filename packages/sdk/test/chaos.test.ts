import { type Browser, launchBrowser } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, type Shop, type ShopPage, type Visit } from './kit/shop.ts';
import type { Fault } from './kit/site.ts';

/** Each is another seed; 50 were run when it was written, and found nothing that these don't. */
const RUNS = 10;
const AT_ONCE = 5;
/** A page that has not got its code after so long never will. */
const LONGEST_MS = 60_000;

let browser: Browser;
let shop: Shop;
beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), openShop()]);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

/** The same numbers for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
type Random = ReturnType<typeof randomOf>;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** So bad that all tries of a claim may fail: requests are cut, lost after they were obeyed, refused or late. */
const weather =
  (random: Random): Fault =>
  async ({ name, res, forward }) => {
    // Cards are shown in any weather, or there would be nothing to tap; and what comes before a claim more often than not.
    const isSpared = name === 'KqCards' || (name === 'KqClaimContext' && random() < 0.6);
    const chance = isSpared ? 1 : random();
    if (chance < 0.15) return void res.destroy();
    if (chance < 0.5) {
      await forward().catch(() => {});
      return void res.destroy();
    }
    if (chance < 0.6) return void res.writeHead(503).end('busy');
    if (chance < 0.75) {
      await forward().catch(() => {});
      return void res.writeHead(502).end('gateway');
    }
    if (chance < 0.85) await sleep(random() * 400);
  };

/** What people do while nothing seems to happen. Nobody taps what shows a code already. */
async function fumble(visit: Visit, tabs: readonly ShopPage[], random: Random): Promise<void> {
  for (let deeds = 5 + random() * 15; deeds > 0; deeds -= 1) {
    const tab = tabs[Math.floor(random() * tabs.length)];
    const chance = random();
    if (chance < 0.1) await tab?.page.reload().catch(() => {});
    else if (chance < 0.2) {
      await visit.context.setOffline(true);
      await sleep(random() * 500);
      await visit.context.setOffline(false);
    } else await tab?.page.evaluate(tapIfNothingIsClaimed).catch(() => {});
    await sleep(random() * 500);
  }
}

/** Runs in the page. */
function tapIfNothingIsClaimed(): void {
  const element = document.querySelector('kq-claim');
  if (element?.getAttribute('state') === 'claimed') return;
  element?.shadowRoot?.querySelector<HTMLElement>('.button')?.click();
}

async function run(seed: number): Promise<{ issued: number; faults: string[] }> {
  const random = randomOf(seed);
  // With one tab the limit does not help: only the key keeps a second code from being made.
  const isAlone = random() < 0.6;
  const visit = await shop.visit(browser, { claimLimit: isAlone ? 3 : 1 });
  const tabs = [await visit.open(), ...(isAlone ? [] : [await visit.open()])];
  visit.site.fault = weather(random);
  await fumble(visit, tabs, random);
  visit.site.fault = null;
  for (const { page, state } of tabs) {
    const end = Date.now() + LONGEST_MS;
    while ((await state()) !== 'claimed' && Date.now() < end) {
      await page.evaluate(tapIfNothingIsClaimed);
      await sleep(200);
    }
  }
  const outcome = { issued: await visit.issued(), faults: tabs.flatMap(({ faults }) => faults) };
  await visit.leave();
  return outcome;
}

describe('chaos of cuts, taps, tabs and reloads', () => {
  it.each(Array.from({ length: RUNS / AT_ONCE }, (_, place) => place * AT_ONCE + 1))(
    `issues exactly one code, seeds from %i on`,
    async (from) => {
      const seeds = Array.from({ length: AT_ONCE }, (_, place) => from + place);
      const outcomes = await Promise.all(seeds.map(async (seed) => ({ seed, ...(await run(seed)) })));
      expect(outcomes).toEqual(seeds.map((seed) => ({ seed, issued: 1, faults: [] })));
    },
    180_000,
  );
});
