import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
    await page.getByText('1 条未读').waitFor();
    await page.getByRole('button', { name: '标为已读', exact: true }).click();
    await page.getByText('没有未读消息').waitFor();
    expect(await page.locator('.message.is-unread').count()).toBe(0);
    const colleague = await stage.signedIn('/notices', { locale: 'en', width: 375 });
    await colleague.getByText('1 unread').waitFor();
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
    await page.getByLabel('用户 openid').fill('broadcast-ann\nnot an openid!');
    await page.getByLabel('附言').fill('周末到店即可使用');
    await page.getByRole('button', { name: '发送' }).click();
    await page.getByText('openid 不正确').waitFor();
    await page.getByLabel('用户 openid').fill('broadcast-ann\nbroadcast-bob');
    await page.getByRole('button', { name: '发送' }).click();
    await page.getByText('已送达 2 人').waitFor();
    const line = page.locator('.message', { hasText: '周末特惠' });
    await line.getByText('周末到店即可使用').waitFor();
    expect((await line.locator('.figures').innerText()).replace(/\s+/g, ' ')).toBe('送达 2 本月额度已满 0 领取 0');
  });
});
