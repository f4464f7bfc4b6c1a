import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '@kaquan/browser';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());

const figure = (page: Page, name: string) => page.locator('.figures div', { hasText: name }).locator('dd');

/** Of a thousand rows three in a hundred are bad: too long, empty, twice in the file, and in the pool already. */
function aFile(): { text: string; good: number; bad: number } {
  const rows = Array.from({ length: 1_000 }, (_, index) => `SHOP-${String(index).padStart(6, '0')}`);
  const bad = 30;
  for (let index = 0; index < bad; index += 1) {
    const at = index * 33 + 1;
    rows[at] = ['THIS-CODE-IS-MUCH-TOO-LONG', '', 'SHOP-000000', 'KNOWN-1'][index % 4] ?? '';
  }
  return { text: `\uFEFFcode\r\n${rows.join('\r\n')}\r\n`, good: rows.length - bad, bad };
}

describe('codes of one’s own', () => {
  it('come in as a file with bad rows: the good ones are in, each bad one is told', async () => {
    const id = await stage.desk.aPool();
    const page = await stage.signedIn(`/cards/${id}`);
    await page.getByRole('link', { name: '券码', exact: true }).click();
    await page.getByText('粘贴券码').click();
    await page.getByLabel('券码', { exact: true }).fill('KNOWN-1\nKNOWN-1\nTHIS-CODE-IS-MUCH-TOO-LONG');
    await page.getByRole('button', { name: '导入', exact: true }).click();
    await page.getByText('新增 1，重复 1，错误 1。').waitFor();
    await expect.poll(() => figure(page, '可用').innerText()).toBe('1');

    const { text, good, bad } = aFile();
    const file = { name: '门店礼券.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    await page.getByLabel('选择文件').setInputFiles(file);
    await page.getByRole('heading', { name: '门店礼券.csv' }).waitFor();
    await page.locator('.tag', { hasText: '已完成' }).waitFor();
    expect(await figure(page, '新增').innerText()).toBe(String(good));
    await page.getByText('超过 20 个字符').first().waitFor();
    await page.locator('h2 .tag', { hasText: String(bad) }).waitFor();
    const reasons = new Set(await page.locator('.table tbody td:nth-child(3)').allInnerTexts());
    expect(reasons).toEqual(new Set(['超过 20 个字符', '空行', '文件内重复', '已在券码池中']));

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载 CSV' }).click();
    expect((await download).suggestedFilename()).toMatch(/^imp_\w{26}-problems\.csv$/);

    await page.getByRole('link', { name: '返回券码' }).click();
    await expect.poll(() => figure(page, '可用').innerText()).toBe(String(good + 1));
    await page.locator('.import-lines', { hasText: '门店礼券.csv' }).waitFor();
  });

  it('are put in stock, as many as are free, and claimed from there', async () => {
    const id = await stage.desk.aPool();
    await stage.desk.anImport(id, 'A-1\nA-2\nA-3\n');
    const page = await stage.signedIn(`/cards/${id}/codes`);
    await expect
      .poll(async () => {
        await page.reload();
        return figure(page, '可用').innerText();
      })
      .toBe('3');
    await page.getByRole('link', { name: '去增加库存' }).click();
    await page.getByLabel('数量').fill('4');
    await page.getByRole('button', { name: '确认调整' }).click();
    await page.locator('.fault').first().waitFor();
    await page.getByLabel('数量').fill('3');
    await page.getByLabel('原因').fill('首批');
    await page.getByRole('button', { name: '确认调整' }).click();
    await page.getByText('库存已调整 +3').waitFor();
    await page.locator('.history li', { hasText: '首批' }).waitFor();
    expect(await stage.desk.aCode(id, 'ann')).toMatch(/^A-[123]$/);
    await expect.poll(() => figure(page, '剩余可领').innerText()).toBe('2');
  });

  it('are made by a pattern', async () => {
    const page = await stage.signedIn(`/cards/${await stage.desk.aPool()}/codes`);
    await page.getByText('按规则生成').first().click();
    await page.getByLabel('规则').fill('KQ-####-******');
    await page.getByText(/例如 KQ-\d{4}-\w{6}/).waitFor();
    await page.getByLabel('数量').fill('250');
    await page.getByRole('button', { name: '生成券码' }).click();
    await page.locator('.tag', { hasText: '已完成' }).waitFor();
    expect(await figure(page, '新增').innerText()).toBe('250');
    await page.getByText('没有问题行。').waitFor();
  });

  it('are not asked for where the system makes them', async () => {
    const page = await stage.signedIn(`/cards/${await stage.desk.aCard()}/codes`);
    await page.getByText('不需要导入').waitFor();
  });
});

describe('stock', () => {
  it('is shown as it is at this moment, and never falls below nothing', async () => {
    const id = await stage.desk.aCard({ quantity: 10 });
    const page = await stage.signedIn(`/cards/${id}/stock`);
    await expect.poll(() => figure(page, '剩余可领').innerText()).toBe('10');
    await stage.desk.aCode(id, 'bob');
    await expect.poll(() => figure(page, '剩余可领').innerText()).toBe('9');
    await page.getByRole('radio', { name: '减少' }).check();
    await page.getByLabel('数量').fill('10');
    await page.getByRole('button', { name: '确认调整' }).click();
    await page.locator('.fault').first().waitFor();
    await page.getByLabel('数量').fill('4');
    await page.getByRole('button', { name: '确认调整' }).click();
    await page.getByText('库存已调整 -4').waitFor();
    await expect.poll(() => figure(page, '剩余可领').innerText()).toBe('5');
    await page.locator('.history li:first-child', { hasText: '剩 5 / 6' }).waitFor();
  });
});

it('keeps to the page’s policy', () => {
  expect(stage.complaints).toEqual([]);
});
