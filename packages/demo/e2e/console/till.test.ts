import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '@kaquan/browser';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());

const aCode = async (openid: string, card?: object): Promise<string> =>
  stage.desk.aCode(await stage.desk.aCard(card), openid);

/** As a scanner or a person does it: keys alone, wherever the focus is. */
async function typeNumber(page: Page, value: string): Promise<void> {
  await page.locator('#till-number:focus').waitFor();
  await page.keyboard.type(value);
  await page.keyboard.press('Enter');
}

describe('the till', () => {
  it('redeems one customer after the other by keyboard alone', async () => {
    const [first, second] = [await aCode('ann'), await aCode('bob')];
    const page = await stage.signedIn('/redeem');
    await page.getByText('等待下一位顾客').waitFor();
    for (const value of [first, second]) {
      await typeNumber(page, value);
      await page.getByRole('button', { name: '确认核销' }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByText('核销成功').waitFor();
      expect(await stage.desk.statusOf(value)).toBe('CONSUMED');
    }
    expect(await page.getByLabel('券码', { exact: true }).inputValue()).toBe('');
  });

  it('takes no scan of the next coupon for a confirmation of this one', async () => {
    const [shown, next] = [await aCode('hugo'), await aCode('ina')];
    const page = await stage.signedIn('/redeem');
    await typeNumber(page, shown);
    const confirm = page.getByRole('button', { name: '确认核销' });
    await confirm.and(page.locator(':focus')).waitFor();
    // In one go, as a scanner does it: between two calls of a test a slow machine could let a person's time pass.
    await confirm.evaluate((button, keys) => {
      for (const key of [...keys.split(''), 'Enter']) {
        const isMine = button.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        if (key === 'Enter' && isMine && button instanceof HTMLElement) button.click();
      }
    }, next);
    await page.keyboard.press('Escape');
    await page.getByText('等待下一位顾客').waitFor();
    expect([await stage.desk.statusOf(shown), await stage.desk.statusOf(next)]).toEqual(['NORMAL', 'NORMAL']);
  });

  it.each([320, 375])('shows a number whole at %i px', async (width) => {
    const page = await stage.signedIn('/redeem', { width });
    const field = page.getByLabel('券码', { exact: true });
    await field.fill('8888 8888 8888');
    expect(await field.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
  });

  it('takes the order amount on the way, and says when it is none', async () => {
    const value = await aCode('carl');
    const page = await stage.signedIn('/redeem');
    await typeNumber(page, value);
    await page.getByLabel('订单金额（选填）').fill('12,8x');
    await page.keyboard.press('Enter');
    await page.getByText('请填写正确的金额').waitFor();
    await page.getByLabel('订单金额（选填）').fill('128.50');
    await page.keyboard.press('Enter');
    await page.locator('.verdict').getByText('¥128.50').waitFor();
  });

  it('says when and where a code was redeemed', async () => {
    const storeId = await stage.desk.aStore('静安店');
    const value = await aCode('dora');
    await stage.desk.redeem(value, storeId);
    const page = await stage.signedIn('/redeem');
    await typeNumber(page, value);
    await page.getByText(/已于 \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d 在山城老火锅（静安店）核销过。/).waitFor();
    expect(await page.getByRole('button', { name: '确认核销' }).count()).toBe(0);
  });

  it('says that there is no such number, and takes the next one over it', async () => {
    const value = await aCode('eve');
    const page = await stage.signedIn('/redeem');
    await typeNumber(page, '999988887777');
    await page.getByText('没有找到券码 9999 8888 7777').waitFor();
    await typeNumber(page, value);
    await page.getByRole('button', { name: '确认核销' }).waitFor();
  });

  it('looks a code up again when the till stands in another store', async () => {
    const [here, there] = [await stage.desk.aStore('徐汇店'), await stage.desk.aStore('浦东店')];
    const value = await aCode('fay', { usesAllStores: false, storeIds: [here] });
    const page = await stage.signedIn('/redeem');
    await page.getByLabel('核销门店').selectOption(there);
    await typeNumber(page, value);
    await page.getByText('该卡券不适用于此门店').waitFor();
    await page.getByLabel('核销门店').selectOption(here);
    await page.getByRole('button', { name: '确认核销' }).click();
    await page.getByText('核销成功').waitFor();
  });

  it('redeems once when the answer gets lost, and says so after the retry', async () => {
    const value = await aCode('gil');
    const page = await stage.signedIn('/redeem');
    await typeNumber(page, value);
    const button = page.getByRole('button', { name: '确认核销' });
    await button.waitFor();
    await page.route('**/graphql', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await button.click();
    await page.getByText('没有收到服务器的回复').waitFor();
    expect(await stage.desk.statusOf(value)).toBe('CONSUMED');
    await page.unroute('**/graphql');
    await page.keyboard.press('Enter');
    await page.getByText('此券刚才已核销成功（重复提交）。').waitFor();
  });

  it('has keys for a finger', async () => {
    const value = await aCode('hal');
    const page = await stage.signedIn('/redeem', { width: 375 });
    for (const digit of '1234') await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('没有找到券码 1234').waitFor();
    for (const digit of value) await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: '1', exact: true }).click();
    await page.getByRole('button', { name: '删除' }).click();
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByRole('button', { name: '确认核销' }).click();
    await page.getByText('核销成功').waitFor();
  });

  it('lets staff redeem in their own store only', async () => {
    const own = await stage.desk.aStore('虹桥店');
    const value = await aCode('ida');
    const link = await stage.desk.aSignInLink({ role: 'STAFF', storeIds: [own] });
    const page = await stage.signedIn('/redeem', { link });
    await page.getByLabel('核销门店').waitFor();
    expect(await page.getByLabel('核销门店').locator('option').allInnerTexts()).toEqual(['山城老火锅（虹桥店）']);
    await typeNumber(page, value);
    await page.getByRole('button', { name: '确认核销' }).click();
    await page.getByText('核销成功').waitFor();
  });
});
