import { violationsOf } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());

describe('a draw on the page of its card', () => {
  it('is set up, seen and called off', async () => {
    const page = await stage.signedIn(`/cards/${await stage.desk.aCard({ quantity: 20 })}`);
    await page.getByText('设置抽签领取').click();
    await page.getByLabel('中签数量').fill('21');
    await page.getByRole('button', { name: '设置抽签', exact: true }).click();
    await page.locator('#field-pieces-fault').waitFor();
    // Whether it is too soon only the server's clock says; so it does, at the field.
    await page.getByLabel('中签数量').fill('5');
    await page.getByLabel('登记开始').fill('2020-01-01T12:00');
    await page.getByLabel('登记截止').fill('2020-01-01T12:10');
    await page.getByRole('button', { name: '设置抽签', exact: true }).click();
    await page.locator('#field-opensAt-fault').waitFor();

    await page.getByLabel('登记开始').fill('2036-12-01T12:00');
    await page.getByLabel('登记截止').fill('2036-12-01T12:10');
    await page.getByRole('button', { name: '设置抽签', exact: true }).click();
    await page.locator('.tag', { hasText: '未开始' }).waitFor();
    await page.getByText('2036/12/01 12:00:00').waitFor();
    await page.getByText('公开信息与核对方法').click();
    await page.getByText(/^[0-9a-f]{64}$/).waitFor();
    expect(await violationsOf(page)).toEqual([]);

    await page.getByRole('button', { name: '取消抽签' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取消抽签' }).click();
    await page.getByText('设置抽签领取').waitFor();
    expect(await page.locator('.tag', { hasText: '未开始' }).count()).toBe(0);
  });
});

describe('what guards claims', () => {
  it('is set for all cards, and for one otherwise', async () => {
    const cardId = await stage.desk.aCard();
    const page = await stage.signedIn('/me');
    await page.getByRole('radio', { name: '繁忙时' }).check();
    await page.getByText('已保存').waitFor();
    await page.goto(`${stage.server.sandbox.url}/console/cards/${cardId}`);
    await page.getByRole('radio', { name: '按商户设置（繁忙时）' }).waitFor();
    await page.getByRole('radio', { name: '每次' }).check();
    await page.getByText('已保存').waitFor();
    await page.reload();
    await expect.poll(() => page.getByRole('radio', { name: '每次' }).isChecked()).toBe(true);
  });

  it('is only shown to who may not change it', async () => {
    const link = await stage.desk.aSignInLink({ role: 'ANALYST' });
    const page = await stage.signedIn(`/cards/${await stage.desk.aCard()}`, { link });
    await page.getByText(/^按商户设置/).waitFor();
    expect(await page.getByRole('radio').count()).toBe(0);
    expect(await page.getByText('设置抽签领取').count()).toBe(0);
  });
});

it('keeps to the page’s policy', () => {
  expect(stage.complaints).toEqual([]);
});
