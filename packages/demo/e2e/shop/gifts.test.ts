import type { Page } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSender, made } from '../../src/first-claim/graphql.ts';
import { setStage, type Stage } from '../pages.ts';
import { atTill, queuedLine, redeemOffline } from '../till.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());

const PHONE = { width: 375 };

/** Who holds a phone: opens an address there, and says who they are on the sandbox's page. */
async function signedInAs(openid: string, path: string): Promise<Page> {
  const query = new URLSearchParams({ appId: stage.server.sandbox.appId, return_to: path });
  const page = await stage.open(`/identity/sign-in?${query}`, PHONE);
  await page.getByRole('button', { name: openid }).click();
  await page.waitForURL(({ pathname }) => pathname === path);
  return page;
}

const numberOn = async (page: Page): Promise<string> =>
  (
    await page
      .locator('kq-code[state=usable]')
      .getByText(/^[\d ]{14}$/)
      .innerText()
  ).replaceAll(' ', '');

describe('a coupon of the shop', () => {
  it('is claimed, given to a friend and taken, redeemed by a till without a line, and all pages know', async () => {
    const ann = await signedInAs('ann', '/demo/');
    await ann.locator('#coupons kq-claim').getByRole('button', { name: '立即领取' }).click();
    const row = ann.locator('kq-wallet').getByRole('link', { name: '满100减20元' });
    await row.first().click();
    await ann.locator('kq-coupon[state=usable]').waitFor();
    const given = await numberOn(ann);
    await ann.getByRole('button', { name: '赠送给好友' }).click();
    await ann.getByLabel('想对好友说的话（选填）').fill('周末一起吃火锅');
    await ann.getByRole('button', { name: '生成赠送链接' }).click();
    await ann.locator('kq-gift[state=open]').waitFor();
    const link = new URL(await ann.locator('kq-gift').getByText(/\/g\//).innerText());

    const ben = await stage.open(link.pathname, PHONE);
    await ben.getByText('周末一起吃火锅').waitFor();
    await ben.getByRole('button', { name: '收下礼物' }).click();
    // Nobody is signed in there yet: the tap goes on afterwards.
    await ben.getByRole('button', { name: 'ben' }).click();
    await ben.locator('kq-gift[state=mine]').waitFor();
    const taken = await numberOn(ben);
    expect(taken).not.toBe(given);
    await ann.locator('kq-coupon[state=given]').waitFor();
    expect(await stage.desk.statusOf(taken)).toBe('NORMAL');

    await ben.getByRole('link', { name: '查看优惠券' }).click();
    await ben.locator('kq-coupon[state=usable]').waitFor();

    const till = await atTill(stage);
    await till.context().setOffline(true);
    await redeemOffline(till, taken);
    await queuedLine(till, taken).getByText('等待提交').waitFor();
    expect(await stage.desk.statusOf(taken)).toBe('NORMAL');
    await till.context().setOffline(false);
    await queuedLine(till, taken).getByText('已核销').waitFor();
    await ben.locator('kq-coupon[state=used]').waitFor();
    await ann.locator('kq-coupon[state=given]').waitFor();
  });

  it('is used up in a store by its holder, before the eyes of the staff', async () => {
    const { url, secretKey } = stage.server.sandbox;
    const send = createSender(url, { Authorization: `Bearer ${secretKey}` });
    const storeId = await stage.desk.aStore('自助店');
    const cardId = await stage.desk.aCard({ title: '自助八折', usesAllStores: false, storeIds: [storeId] });
    const refusals = 'userErrors { code message field }';
    const OPEN = `mutation ($input: CardSelfRedemptionSetInput!) { cardSelfRedemptionSet(input: $input) { card { id } ${refusals} } }`;
    const CODES = `mutation ($input: StoreVerificationCodesSetInput!) { storeVerificationCodesSet(input: $input) { store { id } ${refusals} } }`;
    const settings = { cardId, isOpen: true, needsVerificationCode: true };
    made(await send({ query: OPEN }, { input: settings }), 'cardSelfRedemptionSet');
    made(await send({ query: CODES }, { input: { storeId, codes: ['A1B2'] } }), 'storeVerificationCodesSet');
    const value = await stage.desk.aCode(cardId, 'carol');

    const carol = await signedInAs('carol', `/w/${stage.server.sandbox.appId}`);
    await carol.getByRole('link', { name: '自助八折' }).click();
    await carol.getByRole('button', { name: '到店使用' }).click();
    for (const [code, state] of [
      ['9999', 'ready'],
      ['A1B2', 'done'],
    ] as const) {
      await carol.getByLabel(/门店验证码/).fill(code);
      await carol.getByRole('button', { name: '下一步' }).click();
      await carol.getByLabel('店员已在场，我确认现在使用').check();
      await expect
        .poll(async () => {
          const button = carol.getByRole('button', { name: '确认使用' });
          if (await button.count()) await button.click();
          return carol.locator('kq-self-redeem').getAttribute('state');
        })
        .toBe(state);
      if (state === 'ready') await carol.getByText('验证码错误，还可以试 4 次').waitFor();
    }
    await carol.getByText('核销成功').waitFor();
    await carol.getByText('山城老火锅（自助店）').first().waitFor();
    expect(await stage.desk.statusOf(value)).toBe('CONSUMED');
  });

  it('keeps to its policy', () => {
    const cut = 'ERR_INTERNET_DISCONNECTED';
    expect(stage.complaints.filter((text) => !text.includes(cut))).toEqual([]);
  });
});
