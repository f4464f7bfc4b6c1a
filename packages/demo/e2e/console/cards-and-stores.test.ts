import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());

describe('the list of cards', () => {
  it('finds by a part of the title, kind and status, and pages', async () => {
    for (let index = 0; index < 21; index += 1) await stage.desk.aCard({ title: `寻宝 ${index}` });
    const claimed = await stage.desk.aCard({ title: '有人领过' });
    await stage.desk.aCode(claimed, 'ann');
    const page = await stage.signedIn('/cards');

    await page.getByLabel('搜索标题').fill('寻宝');
    await page.keyboard.press('Enter');
    await page.getByText('共 21 张').waitFor();
    expect(await page.locator('.ticket').count()).toBe(20);
    await page.getByRole('button', { name: '下一页' }).click();
    await expect.poll(() => page.locator('.ticket').count()).toBe(1);
    await page.getByRole('button', { name: '上一页' }).click();
    await expect.poll(() => page.locator('.ticket').count()).toBe(20);

    await page.getByLabel('类型').selectOption('GIFT');
    await page.getByRole('button', { name: '清除条件' }).click();
    await page.getByLabel('状态').selectOption('DISTRIBUTED');
    await page.getByText('有人领过').waitFor();
    // The old list stands until the new one has come.
    await expect.poll(() => page.locator('.ticket', { hasText: '寻宝' }).count()).toBe(0);
    expect(new URL(page.url()).search).toBe('?status=DISTRIBUTED');
  });
});

describe('a card', () => {
  it('shows its figures, its claim page and a snippet for developers', async () => {
    const id = await stage.desk.aCard();
    await stage.desk.redeem(await stage.desk.aCode(id, 'bob'));
    const page = await stage.signedIn(`/cards/${id}`);
    await page.getByText(`<kq-claim card-id="${id}">`).waitFor();
    const figures = await page.locator('.figures').innerText();
    expect(figures.replace(/\s+/g, ' ')).toBe('剩余 999 / 1000 领取 1 核销 1');
    expect(await page.getByRole('link', { name: '打开' }).getAttribute('href')).toBe(
      `${stage.server.sandbox.url}/c/${id}`,
    );
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    // Only the page in front may write to the clipboard.
    await page.bringToFront();
    await page.getByRole('button', { name: '复制 领取页' }).click();
    await page.getByText('已复制').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${stage.server.sandbox.url}/c/${id}`);
  });

  it('that is none says so', async () => {
    const page = await stage.signedIn('/cards/card_01J00000000000000000000000');
    await page.getByText('找不到这张卡券。').waitFor();
  });
});

describe('stores', () => {
  it('are added by a form, which says what is missing', async () => {
    const page = await stage.signedIn('/stores/new');
    await page.getByRole('button', { name: '添加门店' }).click();
    expect(await page.getByLabel('门店名称').evaluate((node) => node === document.activeElement)).toBe(true);
    const fields = { 门店名称: '山城老火锅', 类目: '美食，火锅', 电话: '028-88886666', 省份: '四川省', 城市: '成都市' };
    const more = {
      详细地址: '春熙路 1 号',
      经度: '104.08',
      纬度: '30.65',
      分店名: '春熙路店',
      营业时间: '10:00-22:00',
    };
    for (const [label, value] of Object.entries({ ...fields, ...more })) await page.getByLabel(label).fill(value);
    await page.getByLabel('电话').fill('phone');
    await page.getByRole('button', { name: '添加门店' }).click();
    await page.getByText('门店电话不正确').waitFor();
    await page.getByLabel('电话').fill('028-88886666');
    await page.getByRole('button', { name: '添加门店' }).click();
    await page.locator('.store', { hasText: '山城老火锅（春熙路店）' }).waitFor();
  });
});
