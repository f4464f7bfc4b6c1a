import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInView, lostAt } from '../lost.ts';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());

describe('notices', () => {
  it('tell of an import that has ended, until each person has read them', async () => {
    const pool = await stage.desk.aPool({ title: '导入券' });
    await stage.desk.anImport(pool, 'A-1\nA-1\nA-2\n');
    const page = await stage.signedIn('/');
    await page.getByRole('link', { name: '消息' }).click();
    await expect
      .poll(async () => {
        await page.reload();
        return page
          .locator('.message', { hasText: '“导入券”的 code：新增 2 个，重复 1 个，有误 0 个。' })
          .waitFor({ timeout: 2_000 })
          .then(
            () => true,
            () => false,
          );
      })
      .toBe(true);
    await page.getByRole('status').getByText('1 条未读').waitFor();
    const tab = page.locator('.tab', { hasText: '消息' });
    expect(await tab.locator('.tab-badge').innerText()).toContain('1');
    // What was not marked is said.
    await page.route('**/graphql', lostAt('NoticesRead', 'before'));
    await page.getByRole('button', { name: '标为已读', exact: true }).click();
    await page.getByText('网络不通').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: '标为已读', exact: true }).click();
    await page.getByText('没有未读消息').waitFor();
    await expect.poll(() => page.locator('.message.is-unread').count()).toBe(0);
    await expect.poll(() => tab.locator('.tab-badge').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('message');
    const colleague = await stage.signedIn('/notices', { locale: 'en', width: 375 });
    await colleague.getByRole('status').getByText('1 unread').waitFor();
    await colleague.getByText('Import finished').waitFor();
    await colleague.getByRole('link', { name: 'See the card' }).click();
    await colleague.getByRole('heading', { name: '导入券', level: 1 }).waitFor();
  });
});

describe('a broadcast', () => {
  it('is written, sent and listed with what came of it', async () => {
    await stage.desk.aCard({ title: '周末特惠' });
    const page = await stage.signedIn('/broadcasts');
    await page.getByText('还没有群发').waitFor();
    await page.getByRole('link', { name: '新建群发' }).click();
    await page.getByRole('button', { name: '发送' }).click();
    await page.getByText('请选择一张卡券。').waitFor();
    await page.getByText('请填写至少一个 openid。').waitFor();
    await page.getByLabel('卡券').selectOption({ label: '周末特惠（剩余 1000）' });
    await page.getByLabel('用户 openid').fill('broadcast-ann\nn!t');
    await page.getByLabel('附言').fill('周末到店即可使用');
    await page.getByRole('button', { name: '发送' }).click();
    await page.getByText(/^第 2 行“n!t”：/).waitFor();
    await page.getByLabel('用户 openid').fill('broadcast-ann\nbroadcast-bob');
    await page.getByRole('button', { name: '发送' }).click();
    await page.getByText('已送达 2 人').waitFor();
    const line = page.locator('.message', { hasText: '周末特惠' });
    await line.getByText('周末到店即可使用').waitFor();
    expect((await line.locator('.figures').innerText()).replace(/\s+/g, ' ')).toBe('送达 2 本月额度已满 0 领取 0');
  });

  it('goes out once, even if its answer is lost and it is changed then', async () => {
    await stage.desk.aCard({ title: '只发一次' });
    const page = await stage.signedIn('/broadcasts/new', { width: 390 });
    await page.getByLabel('卡券').selectOption({ label: '只发一次（剩余 1000）' });
    await page.getByLabel('用户 openid').fill('once-ann');
    await page.route('**/graphql', lostAt('BroadcastSend', 'after'));
    await page.getByRole('button', { name: '发送' }).click();
    const lost = page.getByRole('alert').getByText('网络不通');
    await lost.waitFor();
    expect(await isInView(lost)).toBe(true);
    await page.unroute('**/graphql');
    await page.getByLabel('用户 openid').fill('once-ann\nonce-bob');
    await page.getByRole('button', { name: '发送' }).click();
    await page.getByText('第一次提交的群发已经发出').waitFor();
    expect(await page.locator('.is-faulty').count()).toBe(0);
    await page.getByRole('link', { name: '查看群发列表' }).click();
    await page.locator('.message', { hasText: '只发一次' }).waitFor();
    expect(await page.locator('.message', { hasText: '只发一次' }).count()).toBe(1);
  });

  it('to everyone is asked once more', async () => {
    const cardId = await stage.desk.aCard({ title: '人人有份' });
    await stage.desk.aCode(cardId, 'everyone-ann');
    const page = await stage.signedIn('/broadcasts/new');
    await page.getByLabel('卡券').selectOption({ label: '人人有份（剩余 999）' });
    await page.getByRole('radio', { name: '全部用户' }).check();
    await page.getByRole('button', { name: '发送' }).click();
    const dialog = page.getByRole('dialog', { name: '发送给全部用户？' });
    await dialog.getByText('“人人有份”会送到').waitFor();
    await dialog.getByRole('button', { name: '取消' }).click();
    await page.getByRole('button', { name: '发送' }).click();
    await dialog.getByRole('button', { name: '发送' }).click();
    await page.getByText(/已送达 \d+ 人/).waitFor();
    await page.locator('.message', { hasText: '人人有份' }).getByText('全部用户').waitFor();
  });
});
