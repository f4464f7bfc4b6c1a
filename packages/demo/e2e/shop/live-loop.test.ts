import type { Page } from '@kaquan/browser';
import { violationsOf } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());

const NUMBER = /^\d{4} \d{4} \d{4}$/;
/** The first coupon of the shop: the cash coupon of the hotpot restaurant. */
const coupon = (page: Page) => page.locator('#coupons kq-claim');

/** A user of the shop taps the button and says who they are on the sandbox's page. */
async function tapAs(page: Page, openid: string): Promise<string> {
  await coupon(page).getByRole('button', { name: '立即领取' }).click();
  await page.getByRole('button', { name: openid }).click();
  return coupon(page).getByText(NUMBER).innerText();
}

describe('a tap in the shop', () => {
  it('is on the merchant’s board, is redeemed there, and the user’s page changes', async () => {
    const board = await stage.signedIn('/');
    await board.getByText('实时', { exact: true }).waitFor();
    const shop = await stage.open('/demo/', { width: 375 });

    const number = await tapAs(shop, 'ann');
    const row = board.locator('.feed-row.is-claim', { hasText: number });
    await row.waitFor();
    expect(await row.innerText()).toContain('满100减20元');
    expect(await row.innerText()).toContain('渠道 shop');

    await board.getByLabel('券码').fill(number);
    await board.getByLabel('券码').press('Enter');
    await board.getByRole('button', { name: '确认核销' }).click();
    await board.getByText('核销成功').waitFor();
    await coupon(shop).getByText('已使用').first().waitFor();
  });

  it('may be another user’s, once the visitor has become one', async () => {
    const shop = await stage.open('/demo/', { width: 375 });
    const first = await tapAs(shop, 'ben');
    await shop.getByRole('link', { name: '换一位用户试试' }).click();
    await shop.getByRole('button', { name: 'carol' }).click();
    await coupon(shop).getByRole('button', { name: '立即领取' }).click();
    expect(await coupon(shop).getByText(NUMBER).innerText()).not.toBe(first);
  });

  it('leads to the claim page where the script does not come', async () => {
    const shop = await stage.open('/demo/', { width: 375 });
    const link = shop.locator('#coupons kq-claim > a');
    expect(await link.getAttribute('href')).toMatch(/^\/c\/card_[0-9A-Z]{26}$/);
  });
});

it('shows a card in the colour that the console’s preview has', async () => {
  const shop = await stage.open('/demo/', { width: 375 });
  const stub = coupon(shop).locator('.stub');
  await stub.waitFor();
  const id = await coupon(shop).getAttribute('card-id');
  const desk = await stage.signedIn(`/cards/${id}`);
  const face = desk.getByRole('region', { name: '卡券预览' }).locator('.face');
  await face.waitFor();
  const colors = [stub, face].map((place) => place.evaluate((node) => getComputedStyle(node).backgroundColor));
  const [inShop, inConsole] = await Promise.all(colors);
  expect(inConsole).toBe(inShop);
});

describe('the shop', () => {
  it.each([320, 375, 1280])('is accessible at %d px, fits, and shows seven coupons', async (width) => {
    const page = await stage.open('/demo/', { width });
    // The network is never idle: the page listens to what is left.
    const shown = page.locator('kq-claim[state]:not([state=loading])');
    await expect.poll(() => shown.count(), { timeout: 10_000 }).toBe(7);
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await page.content()).not.toContain('{{');
  });

  it('keeps to its policy', () => {
    expect(stage.complaints).toEqual([]);
  });
});
