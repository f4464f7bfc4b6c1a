import { launchBrowser } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cameraArgs } from '../fake-camera.ts';
import { lostAt } from '../lost.ts';
import { setStage, type Stage } from '../pages.ts';
import { atTill, look, queuedLine, redeemOffline, spaced } from '../till.ts';

let stage: Stage;
let cardId: string;
beforeAll(async () => {
  stage = await setStage();
  cardId = await stage.desk.aCard();
});
afterAll(() => stage.stop());

const aCode = (openid: string): Promise<string> => stage.desk.aCode(cardId, openid);
describe('a till without a line', () => {
  it('opens, redeems unchecked, survives a reload, and sends when the line is back', async () => {
    const value = await aCode('ann');
    const page = await atTill(stage, { hasWorker: true });
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText('当前没有网络').waitFor();
    await redeemOffline(page, value);
    await queuedLine(page, value).getByText('等待提交').waitFor();
    expect(await stage.desk.statusOf(value)).toBe('NORMAL');
    await page.reload();
    await queuedLine(page, value).getByText('等待提交').waitFor();
    await page.context().setOffline(false);
    await queuedLine(page, value).getByText('已核销').waitFor();
    expect(await stage.desk.statusOf(value)).toBe('CONSUMED');
    await page
      .locator('.today .till-line')
      .filter({ hasText: spaced(value) })
      .getByText('离线')
      .first()
      .waitFor();
  });

  it('signs by the clock of the server where that of the phone is an hour ahead', async () => {
    const value = await aCode('ivy');
    const page = await atTill(stage, { clockAheadMs: 3_600_000 });
    await page.context().setOffline(true);
    await redeemOffline(page, value);
    await page.context().setOffline(false);
    await queuedLine(page, value).getByText('已核销').waitFor();
    expect(await stage.desk.statusOf(value)).toBe('CONSUMED');
  });

  it('shows a conflict in red on every page until somebody has noted it', async () => {
    const value = await aCode('bob');
    const page = await atTill(stage);
    await page.context().setOffline(true);
    await redeemOffline(page, value);
    await stage.desk.redeem(value);
    await page.context().setOffline(false);
    await queuedLine(page, value).getByText('被拒绝').waitFor();
    await queuedLine(page, value)
      .getByText(/已于 .* 核销过/)
      .waitFor();
    await page.getByRole('link', { name: '卡券' }).click();
    await page.getByText('有 1 笔离线核销被拒绝').waitFor();
    await page.getByRole('link', { name: '查看' }).click();
    await page.getByRole('button', { name: '知道了' }).click();
    await page.getByRole('button', { name: '知道了' }).waitFor({ state: 'detached' });
    await queuedLine(page, value).getByText('被拒绝').waitFor();
    await page.getByRole('link', { name: '卡券' }).click();
    await page.getByRole('heading', { name: '卡券' }).waitFor();
    expect(await page.getByText('有 1 笔离线核销被拒绝').count()).toBe(0);
  });

  it('keeps a redemption whose answer was lost, and redeems it once', async () => {
    const value = await aCode('carl');
    const page = await atTill(stage);
    await look(page, value);
    await page.getByRole('button', { name: '确认核销' }).waitFor();
    await page.route('**/graphql', lostAt('codeRedeem', 'after'));
    await page.getByRole('button', { name: '确认核销' }).click();
    await page.getByText('没有收到服务器的回复').waitFor();
    await page.getByRole('button', { name: '存入本机，稍后提交' }).click();
    await page.getByText('已保存，尚未核验').waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    // A first sending may have been lost too; the next would come by itself, but later.
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await queuedLine(page, value).getByText('已核销').waitFor();
  });

  it('keeps what waits for who confirmed it, when somebody else comes in by another page', async () => {
    const value = await aCode('ida');
    const page = await atTill(stage);
    await page.route('**/graphql', lostAt('codeRedeem', 'before'));
    await look(page, value);
    await page.getByRole('button', { name: '确认核销' }).click();
    await page.getByRole('button', { name: '存入本机，稍后提交' }).click();
    await page.getByText('已保存，尚未核验').waitFor();
    const other = await page.context().newPage();
    await other.goto(await stage.desk.aSignInLink());
    await page.unrouteAll({ behavior: 'wait' });
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await queuedLine(page, value).getByText('需重新登录').waitFor();
    expect(await stage.desk.statusOf(value)).toBe('NORMAL');
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await queuedLine(page, value).getByText('确认，需其登录后提交').waitFor();
  });

  it('says that a coupon was confirmed here before', async () => {
    const value = await aCode('joe');
    const page = await atTill(stage);
    await page.context().setOffline(true);
    await redeemOffline(page, value);
    await look(page, value);
    await page.getByText('在本机离线确认过').waitFor();
  });

  it('looks nothing up before it is known what became of the last redemption', async () => {
    const value = await aCode('kim');
    const page = await atTill(stage);
    await look(page, value);
    let answer = (): void => undefined;
    const isWanted = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('codeRedeem')) await isWanted;
      await route.continue();
    });
    await page.getByRole('button', { name: '确认核销' }).click();
    await page.getByRole('button', { name: '正在核销…' }).waitFor();
    expect(await page.getByRole('button', { name: '查询' }).isDisabled()).toBe(true);
    await look(page, '1');
    answer();
    await page.getByText('核销成功').waitFor();
  });

  it('warns who signs out while something waits, and says so at the door', async () => {
    const value = await aCode('dora');
    const page = await atTill(stage);
    await page.route('**/graphql', lostAt('', 'before'));
    await redeemOffline(page, value);
    await page.getByRole('link', { name: '我的' }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByText('1 笔离线核销还没有提交。').waitFor();
    await page.getByRole('button', { name: '仍要退出' }).click();
    await page.getByText('有 1 笔离线核销等待提交，请登录。').waitFor();
    expect(await stage.desk.statusOf(value)).toBe('NORMAL');
  });
});

describe('a card that demands the rotating code', () => {
  it('is redeemed by it alone, also without a line, and the till says why', async () => {
    const card = await stage.desk.aCard();
    await stage.desk.demandRotatingCode(card);
    const [first, second] = [await stage.desk.aCode(card, 'gil'), await stage.desk.aCode(card, 'hal')];
    const page = await atTill(stage);
    await look(page, first);
    await page.getByText('此券只能扫描动态码核销').waitFor();
    await look(page, await stage.desk.rotatingText({ value: first, openid: 'gil' }));
    await page.getByRole('button', { name: '确认核销' }).click();
    await page.getByText('核销成功').waitFor();
    const text = await stage.desk.rotatingText({ value: second, openid: 'hal' });
    await page.context().setOffline(true);
    await redeemOffline(page, text);
    await page.context().setOffline(false);
    await page.locator('.queue').getByText('已核销').waitFor();
    expect(await stage.desk.statusOf(second)).toBe('CONSUMED');
  });
});

describe('a camera', () => {
  it('reads a QR code where the browser has no reader of its own', async () => {
    const value = await aCode('fay');
    const { dataDir, sandbox } = stage.server;
    const browser = await launchBrowser({ args: await cameraArgs(dataDir, value) });
    try {
      const page = await browser.newPage({ viewport: { width: 375, height: 812 }, locale: 'zh-CN' });
      page.setDefaultTimeout(12_000);
      await page.goto(await stage.desk.aSignInLink());
      await page.goto(`${sandbox.url}/console/redeem`);
      await page.getByRole('button', { name: '扫码' }).click();
      await page.getByText(spaced(value)).waitFor();
      await page.getByRole('button', { name: '确认核销' }).click();
      await page.getByText('核销成功').waitFor();
      await page.locator('.today').getByText('扫码', { exact: false }).waitFor();
    } finally {
      await browser.close();
    }
  });
});

describe('staff', () => {
  it('come in by an invitation on their phone, redeem, and are out once it is revoked', async () => {
    const value = await aCode('eve');
    const storeId = await stage.desk.aStore('静安店');
    const owner = await stage.signedIn('/staff/new');
    await owner.getByLabel('姓名').fill('小王');
    await owner.getByLabel('山城老火锅（静安店）').check();
    await owner.getByRole('button', { name: '添加并生成邀请' }).click();
    await owner.getByRole('img', { name: '小王 的登录二维码' }).waitFor();
    const link = await owner.getByRole('group', { name: '邀请链接' }).innerText();

    const phone = await stage.open(new URL(link.trim()).pathname, { width: 375 });
    await phone.locator('#till-number').waitFor();
    expect(await phone.getByLabel('核销门店').inputValue()).toBe(storeId);
    await look(phone, value);
    await phone.getByRole('button', { name: '确认核销' }).click();
    await phone.getByText('核销成功').waitFor();

    await owner.getByRole('link', { name: '查看店员' }).click();
    await owner.getByRole('button', { name: /^撤销/ }).click();
    await owner.getByRole('dialog').getByRole('button', { name: '撤销' }).click();
    await owner.getByText('没有已登录的设备。').waitFor();
    await look(phone, value);
    await phone.getByLabel('密码').waitFor();
  });
});
