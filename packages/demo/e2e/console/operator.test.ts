import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => stage.desk.fastReview('open'));
afterAll(() => stage.stop());

describe('an operator', () => {
  it('sees a new store whole, and approves it', async () => {
    await stage.desk.fastReview('closed');
    await stage.desk.aStore('新开店');
    const page = await stage.signedIn('/reviews', { link: await stage.desk.anOperatorsLink() });
    await page.locator('.ticket', { hasText: '新开店' }).click();
    await page.getByText('北纬 31.2289，东经 121.4551').waitFor();
    await page.locator('.facts', { hasText: '南京西路 1 号' }).waitFor();
    await page.getByRole('button', { name: '通过', exact: true }).click();
    await page.getByText('已通过，已生效').waitFor();
  });

  it('sees the old and the new values of a change of a store', async () => {
    const id = await stage.desk.aStore('改电话店');
    await stage.desk.fastReview('closed');
    await stage.desk.changeStore(id, { telephone: '021-66660000', introduction: '新简介' });
    const page = await stage.signedIn('/reviews', { link: await stage.desk.anOperatorsLink() });
    await page.locator('.ticket', { hasText: '门店修改' }).click();
    await page.locator('.change del', { hasText: '021-55550101' }).waitFor();
    await page.locator('.change ins', { hasText: '021-66660000' }).waitFor();
    await page.locator('.change', { hasText: '简介' }).getByText('（空）').waitFor();
  });

  it('closes FAST review of a merchant until a day, and opens it again', async () => {
    await stage.desk.fastReview('closed');
    await stage.desk.aStore('快审店');
    const page = await stage.signedIn('/reviews', { link: await stage.desk.anOperatorsLink() });
    await page.locator('.ticket', { hasText: '快审店' }).click();
    await page.getByText('已关闭，至 2037/01/01 08:00').waitFor();
    await page.getByLabel('关闭到这一天（含）').fill('2000-01-01');
    await page.getByRole('button', { name: '更改日期' }).click();
    await page.getByText('请选择今天或以后的日期。').waitFor();
    await page.getByLabel('关闭到这一天（含）').fill('2036-12-31');
    await page.getByRole('button', { name: '更改日期' }).click();
    await page.getByText('已关闭，至 2037/01/01 00:00').waitFor();
    await page.getByRole('button', { name: '重新开放' }).click();
    await page.getByText('已开放：提交后立即通过').waitFor();
  });

  it('finds the same for the merchant whose desk is open', async () => {
    const { appId } = stage.server.sandbox;
    const page = await stage.signedIn('/me', { link: await stage.desk.anOperatorsLink() });
    await page.getByLabel('商户 App ID').fill(appId);
    await page.getByRole('button', { name: '进入' }).click();
    await page.getByText('已开放：提交后立即通过').waitFor();
    await page.getByRole('button', { name: '关闭', exact: true }).click();
    await page.getByText('已关闭，至').waitFor();
  });
});

describe('an owner', () => {
  it('has no hand on FAST review', async () => {
    const page = await stage.signedIn('/me');
    await page.getByRole('link', { name: '签名诊断' }).waitFor();
    expect(await page.getByText('快速审核通道').count()).toBe(0);
  });
});

it('keeps to the page’s policy', () => {
  expect(stage.complaints).toEqual([]);
});
