import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '@kaquan/browser';
import { LOGO } from '../logo.ts';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());

async function fillBasics(page: Page, title: string): Promise<void> {
  await page.getByLabel('商户 Logo').setInputFiles(LOGO);
  await page.locator('.image-field img').first().waitFor();
  await page.getByLabel('商户名称').fill('山城老火锅');
  await page.getByLabel('卡券标题').fill(title);
  await page.getByLabel('操作提示').fill('结账时出示');
  await page.getByLabel('使用须知').fill('每单限用一张');
}

const chooseKind = (page: Page, kind: string) => page.getByRole('radio', { name: kind }).check();
const create = (page: Page) => page.getByRole('button', { name: '创建卡券' }).click();
const fault = (page: Page, label: string) => page.locator('.field', { hasText: label }).locator('.fault');

/** What each kind asks for beside the rest. */
const KINDS = [
  {
    kind: '代金券',
    title: '满百减十',
    fill: async (page: Page) => {
      await page.getByLabel('减免金额').fill('10');
      await page.getByLabel('起用金额').fill('100');
    },
    shows: '¥10',
  },
  { kind: '折扣券', title: '晚市八折', fill: (page: Page) => page.getByLabel('减免比例').fill('20'), shows: '8折' },
  {
    kind: '团购券',
    title: '双人套餐',
    fill: (page: Page) => page.getByLabel('团购详情').fill('锅底一份'),
    shows: '团购',
  },
  {
    kind: '兑换券',
    title: '冰粉一份',
    fill: (page: Page) => page.getByLabel('兑换内容').fill('红糖冰粉'),
    shows: '兑换',
  },
  {
    kind: '优惠券',
    title: '生日送面',
    fill: (page: Page) => page.getByLabel('优惠详情').fill('长寿面一碗'),
    shows: '优惠',
  },
];

describe('the card form', () => {
  it.each(KINDS)('makes a $kind, which then stands in the list', async ({ kind, title, fill, shows }) => {
    const page = await stage.signedIn('/cards/new');
    await chooseKind(page, kind);
    await fillBasics(page, title);
    await fill(page);
    await create(page);
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByRole('link', { name: '返回卡券列表' }).click();
    const row = page.locator('.ticket', { hasText: title });
    await row.waitFor();
    expect(await row.innerText()).toContain(shows);
    expect(await row.innerText()).toContain('剩 100 / 100');
  });

  it('shows the card beside what is written', async () => {
    const page = await stage.signedIn('/cards/new');
    const preview = page.getByRole('region', { name: '卡券预览' });
    await fillBasics(page, '预览一下');
    await page.getByLabel('Color101').check();
    await page.getByLabel('减免金额').fill('20');
    await page.getByLabel('起用金额').fill('100');
    const text = await preview.innerText();
    expect(text).toContain('预览一下');
    expect(text).toContain('山城老火锅');
    expect(text).toContain('满 100 元可用');
    const face = preview.locator('.face');
    expect(await face.evaluate((node) => getComputedStyle(node).backgroundColor)).toBe('rgb(192, 57, 50)');
  });

  it('says at each field what it lacks, and leads there', async () => {
    const page = await stage.signedIn('/cards/new');
    await create(page);
    const summary = page.locator('.fault-summary');
    await summary.waitFor();
    expect(await summary.evaluate((node) => node === document.activeElement)).toBe(true);
    expect(await fault(page, '卡券标题').innerText()).toBe('请填写此项。');
    await summary.getByRole('link', { name: '使用须知' }).click();
    expect(await page.getByLabel('使用须知').evaluate((node) => node === document.activeElement)).toBe(true);
  });

  it('forgets what another kind lacked', async () => {
    const page = await stage.signedIn('/cards/new');
    await create(page);
    await page.locator('.fault-summary', { hasText: '减免金额' }).waitFor();
    await chooseKind(page, '团购券');
    await page.locator('.fault-summary').waitFor({ state: 'detached' });
    await create(page);
    expect(await page.locator('.fault-summary').innerText()).toContain('团购详情');
  });

  it('counts wide characters as one and says when a title is too long', async () => {
    const page = await stage.signedIn('/cards/new');
    await page.getByLabel('卡券标题').fill('一二三四五六七八九ab');
    expect(await page.locator('.field', { hasText: '卡券标题' }).locator('.counter').innerText()).toBe('10/9');
    await create(page);
    await page.getByText('文字过长。').first().waitFor();
    expect(await fault(page, '卡券标题').innerText()).toBe('文字过长。');
  });

  it('shows what only the server knows at its field', async () => {
    const page = await stage.signedIn('/cards/new');
    await fillBasics(page, '过期的券');
    await page.getByLabel('减免金额').fill('10');
    await page.getByRole('radio', { name: '固定日期' }).check();
    await page.getByLabel('开始日期').fill('2020-01-01');
    await page.getByLabel('结束日期（含当天）').fill('2020-12-31');
    await create(page);
    await page.locator('.fault-summary').waitFor();
    expect(await fault(page, '结束日期（含当天）').innerText()).toContain('时间不正确');
  });

  it('refuses a picture that is none, and keeps the one before', async () => {
    const page = await stage.signedIn('/cards/new');
    await page
      .getByLabel('商户 Logo')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('text') });
    await page.getByText('请选择 JPEG 或 PNG 图片。').waitFor();
    await page.getByLabel('商户 Logo').setInputFiles(LOGO);
    await page.locator('.image-field img').first().waitFor();
  });

  it('loses nothing by a reload', async () => {
    const page = await stage.signedIn('/cards/new');
    await chooseKind(page, '兑换券');
    await fillBasics(page, '写到一半');
    await page.getByLabel('兑换内容').fill('红糖冰粉');
    await page.getByText('可用时段').click();
    await page.getByRole('button', { name: '添加时段' }).click();
    await page.getByLabel('周一').check();
    await page.reload();
    expect(await page.getByLabel('卡券标题').inputValue()).toBe('写到一半');
    expect(await page.getByLabel('兑换内容').inputValue()).toBe('红糖冰粉');
    expect(await page.getByLabel('周一').isChecked()).toBe(true);
    expect(await page.locator('.image-field img').first().isVisible()).toBe(true);
  });

  it('makes one card when it is sent twice, because the answer got lost', async () => {
    const page = await stage.signedIn('/cards/new');
    await fillBasics(page, '只此一张');
    await page.getByLabel('减免金额').fill('10');
    await page.route('**/graphql', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await create(page);
    await page.getByText('网络不通').first().waitFor();
    await page.unroute('**/graphql');
    await create(page);
    await page.getByRole('heading', { name: '只此一张' }).waitFor();
    await page.goto(`${stage.server.sandbox.url}/console/cards?q=只此一张`);
    await page.locator('.ticket').first().waitFor();
    expect(await page.locator('.ticket').count()).toBe(1);
  });

  it('keeps to the page’s policy', () => {
    expect(stage.complaints.filter((text) => !text.includes('ERR_FAILED') && !text.includes('400'))).toEqual([]);
  });
});
