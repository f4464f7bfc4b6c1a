import { violationsOf } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setStage, type Stage, type View } from '../pages.ts';

let stage: Stage;
let cardId: string;
let value: string;
beforeAll(async () => {
  stage = await setStage();
  cardId = await stage.desk.aCard({ center: { title: '去点餐', url: 'https://example.cn' } });
  await stage.desk.aStore('静安店');
  value = await stage.desk.aCode(cardId, 'ann');
  await stage.desk.redeem(await stage.desk.aCode(cardId, 'bob'));
});
afterAll(() => stage.stop());

const VIEWS: View[] = [
  { width: 375, scheme: 'light', locale: 'zh-CN' },
  { width: 375, scheme: 'dark', locale: 'en' },
  { width: 1280, scheme: 'light', locale: 'en' },
  { width: 1280, scheme: 'dark', locale: 'zh-CN' },
];
const PATHS = ['/', '/redeem', '/cards', '/cards/new', '/stores', '/stores/new', '/me', '/nowhere'];

describe.each(VIEWS)('at $width px, $scheme, $locale', (view) => {
  it('every page is accessible and fits the screen', async () => {
    const page = await stage.signedIn('/', view);
    for (const path of [...PATHS, `/cards/${cardId}`]) {
      await page.goto(`${stage.server.sandbox.url}/console${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect([path, await violationsOf(page)]).toEqual([path, []]);
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, view.width]);
    }
  });

  it('what opens while one works is accessible too', async () => {
    const page = await stage.signedIn('/cards/new', view);
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

  it('the door is accessible', async () => {
    const page = await stage.open('/console/', view);
    await page.locator('input[type=password]').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});

it('keeps to its policy on every page', () => {
  expect(stage.complaints.filter((text) => !text.includes('401'))).toEqual([]);
});
