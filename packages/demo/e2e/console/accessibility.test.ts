import { type Page, violationsOf } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setStage, type Stage, type View } from '../pages.ts';

let stage: Stage;
let cardId: string;
let poolId: string;
let importId: string;
let value: string;
let storeId: string;
let calmStoreId: string;
let placementId: string;
let staffId: string;
beforeAll(async () => {
  stage = await setStage();
  cardId = await stage.desk.aCard({ center: { title: '去点餐', url: 'https://example.cn' } });
  storeId = await stage.desk.aStore('静安店');
  calmStoreId = await stage.desk.aStore('徐汇店');
  const cards = [{ cardId, outerStr: 'door' }];
  placementId = (await stage.desk.aPlacement({ qrCode: { channel: 'poster', storeId, cards } })).id;
  staffId = await stage.desk.aStaffMember([storeId]);
  value = await stage.desk.aCode(cardId, 'ann');
  await stage.desk.redeem(await stage.desk.aCode(cardId, 'bob'));
  poolId = await stage.desk.aPool();
  importId = await stage.desk.anImport(poolId, 'A1\nA1\n\n');
  await stage.desk.fastReview('closed');
  await stage.desk.changeStore(storeId, { telephone: '021-66660000' });
  await stage.desk.change(cardId, { title: '新标题', notice: '新提示' });
});
afterAll(() => stage.stop());

/** So many pages, each looked at whole. */
const ALL_PAGES_MS = 150_000;

// Colours do not depend on the width: each of both once is enough.
const VIEWS: View[] = [
  { width: 375, scheme: 'light', locale: 'zh-CN' },
  { width: 1280, scheme: 'dark', locale: 'en' },
];
const [PHONE_WIDTH, WIDTH, HEIGHT] = [375, 1280, 800];
const PATHS = [
  ...['/', '/redeem', '/cards', '/cards/new', '/cards/testers', '/stores', '/stores/new', '/stores/import'],
  ...['/placements', '/placements/new', '/signatures', '/me', '/nowhere'],
  ...['/notices', '/broadcasts', '/broadcasts/new'],
  ...['/redemptions', '/redemptions/refused', '/staff', '/staff/new'],
];
const OF_A_CARD = ['', '/edit', '/stock', '/people'];

const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

describe.each(VIEWS)('at $width px, $scheme, $locale', (view) => {
  it('every page fits the screen and is accessible', { timeout: ALL_PAGES_MS }, async () => {
    const page = await stage.signedIn('/', view);
    const ofCards = [...OF_A_CARD.map((part) => `/cards/${cardId}${part}`), `/cards/${poolId}/codes`];
    const ofOthers = [
      `/imports/${importId}`,
      `/stores/${storeId}`,
      `/stores/${calmStoreId}/edit`,
      `/placements/${placementId}`,
      `/staff/${staffId}`,
    ];
    for (const path of [...PATHS, ...ofCards, ...ofOthers]) {
      await page.goto(`${stage.server.sandbox.url}/console${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect([path, await violationsOf(page)]).toEqual([path, []]);
      expect([path, await widthOf(page)]).toEqual([path, view.width]);
      if (view.width === PHONE_WIDTH) continue;
      // English is the longer of the two languages: it has to fit a phone as well.
      await page.setViewportSize({ width: PHONE_WIDTH, height: HEIGHT });
      expect([path, await widthOf(page)]).toEqual([path, PHONE_WIDTH]);
      await page.setViewportSize({ width: view.width ?? WIDTH, height: HEIGHT });
    }
  });
});

describe.each(VIEWS)('at $width px, $scheme, $locale', (view) => {
  it('what opens while one works is accessible too', async () => {
    const page = await stage.signedIn('/cards/new', view);
    await page.locator('.kind-tile').last().waitFor();
    for (const summary of await page.locator('details summary').all()) await summary.click();
    await page.locator('.form-actions .is-primary').click();
    await page.locator('.fault-summary').waitFor();
    expect(await violationsOf(page)).toEqual([]);

    await page.goto(`${stage.server.sandbox.url}/console/redeem`);
    await page.locator('#till-number').fill(value);
    await page.keyboard.press('Enter');
    await page.locator('.redeem-form').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.locator('#till-number').fill('999999999999');
    await page.keyboard.press('Enter');
    await page.locator('.verdict.is-bad').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('a till without a line, its queue, its conflicts and its camera are accessible', async () => {
    const taken = await stage.desk.aCode(cardId, 'carl');
    const page = await stage.signedIn('/redeem', view);
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await page.locator('#till-number').fill(taken);
    await page.keyboard.press('Enter');
    await page.locator('.redeem-form').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.locator('.queue .till-line').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await stage.desk.redeem(taken);
    await page.context().setOffline(false);
    await page.locator('.till-line.is-open').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await widthOf(page)).toBe(view.width);
    await page.locator('.till-scan').click();
    await page.locator('.scanner-fault').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('the invitation of somebody new is accessible', async () => {
    const page = await stage.signedIn('/staff/new', view);
    await page.locator('#field-name').fill('小李');
    await page.locator('.form-actions .is-primary').click();
    await page.locator('.invitation img').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await widthOf(page)).toBe(view.width);
  });

  it('every form of a card is accessible', async () => {
    const page = await stage.signedIn('/cards/new', view);
    await page.locator('.kind-tile').last().waitFor();
    for (const kind of await page.locator('.kind-tile input').all()) {
      await kind.check();
      const folded = page.locator('details:not([open]) summary');
      while ((await folded.count()) > 0) await folded.first().click();
      const name = await kind.evaluate((node) => node.parentElement?.innerText);
      expect([name, await violationsOf(page)]).toEqual([name, []]);
      expect(await widthOf(page)).toBe(view.width);
    }
  });

  it('every kind of placement is accessible', async () => {
    const page = await stage.signedIn('/placements/new', view);
    await page.locator('.segment').first().waitFor();
    for (const kind of await page.getByRole('radio').all()) {
      await kind.check();
      await page.locator('.form-actions .is-primary').click();
      await page.locator('.fault').first().waitFor();
      expect(await violationsOf(page)).toEqual([]);
      expect(await widthOf(page)).toBe(view.width);
    }
  });

  it('what the signature doctor says is accessible', async () => {
    const page = await stage.signedIn('/signatures', view);
    const cardExt = JSON.stringify({ timestamp: '1', nonce_str: 'n', signature: 'a'.repeat(40) });
    await page.getByLabel('cardExt', { exact: true }).fill(JSON.stringify({ cardList: [{ cardId, cardExt }] }));
    await page.locator('textarea').last().fill('what I signed');
    await page.locator('form .is-primary').click();
    await page.locator('.verdict').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await widthOf(page)).toBe(view.width);
  });

  it('questions before something is done are accessible', async () => {
    const page = await stage.signedIn(`/cards/${cardId}`, view);
    await page.locator('.actions').waitFor();
    for (const button of await page.locator('.actions button').all()) {
      await button.click();
      await page.locator('dialog[open]').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });

  it('what is told of events is accessible', async () => {
    // Nobody listens there, so that there are attempts to be seen.
    const endpointId = await stage.desk.anEndpoint('http://127.0.0.1:9/hooks');
    await stage.desk.aCode(cardId, 'event-ann');
    const page = await stage.signedIn('/events?type=card.claimed', view);
    const isFine = async (): Promise<void> => {
      await page.waitForLoadState('networkidle');
      expect(await violationsOf(page)).toEqual([]);
      expect(await widthOf(page)).toBe(view.width);
    };
    const open = (path: string) => page.goto(`${stage.server.sandbox.url}/console/${path}`);
    await page.locator('.event-line').first().waitFor();
    await page.locator('.more-filters summary').click();
    await isFine();
    await page.locator('.event-line a').first().click();
    await page.locator('.attempts').first().waitFor();
    await isFine();
    await open('webhooks');
    await page.locator('.ticket').first().waitFor();
    await isFine();
    await open(`webhooks/${endpointId}`);
    await page.locator('.delivery summary').first().click();
    await isFine();
    await open('webhooks/new');
    await page.getByRole('radio').last().check();
    await page.locator('.form-actions .is-primary').click();
    await page.locator('.fault').first().waitFor();
    await isFine();
    await open('webhooks/weixin');
    await page.locator('.form-actions .is-primary').click();
    await page.locator('.fault').first().waitFor();
    await isFine();
  });

  it('the operator’s queue is accessible', async () => {
    const page = await stage.signedIn('/reviews', { ...view, link: await stage.desk.anOperatorsLink() });
    const waiting = page.locator('.queue a');
    await waiting.first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const count = await waiting.count();
    expect(count).toBe(2);
    for (let index = 0; index < count; index += 1) {
      await waiting.nth(index).click();
      await page.locator('.change').first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await violationsOf(page)).toEqual([]);
      expect(await widthOf(page)).toBe(view.width);
      await page.goBack();
      await waiting.first().waitFor();
    }
  });

  it('the door is accessible', async () => {
    const page = await stage.open('/console/', view);
    await page.locator('input[type=password]').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});

it('keeps to its policy on every page', () => {
  const expected = ['401', 'ERR_INTERNET_DISCONNECTED'];
  expect(stage.complaints.filter((text) => !expected.some((part) => text.includes(part)))).toEqual([]);
});
