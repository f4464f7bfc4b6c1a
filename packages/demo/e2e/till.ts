import type { Locator, Page } from '@kaquan/browser';
import type { Stage, View } from './pages.ts';

/** A number in fours, as the till shows it. */
export const spaced = (value: string): string => value.replace(/(.{4})(?=.)/g, '$1 ');

/** Waits until the device is known to the server: from then on it can vouch for what it redeems. */
export async function atTill(stage: Stage, view: View = {}): Promise<Page> {
  const page = await stage.signedIn('/', { width: 375, ...view });
  const registered = page.waitForResponse((answer) => answer.request().postData()?.includes('deviceRegister') === true);
  await page.goto(`${stage.server.sandbox.url}/console/redeem`);
  await registered;
  await page.locator('#till-number').waitFor();
  return page;
}

export async function look(page: Page, value: string): Promise<void> {
  await page.locator('#till-number').fill(value);
  await page.keyboard.press('Enter');
}

export async function redeemOffline(page: Page, value: string): Promise<void> {
  await look(page, value);
  await page.getByText('未核验', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: '确认，离线保存' }).click();
  await page.getByText('已保存，尚未核验').waitFor();
}

/** What waits, was sent or was refused under this number. */
export const queuedLine = (page: Page, value: string): Locator =>
  page.locator('.queue .till-line').filter({ hasText: spaced(value) });
