import type { Page } from '@kaquan/browser';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LOGO } from '../logo.ts';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => stage.desk.fastReview('open'));
afterAll(() => stage.stop());

const position = async (page: Page): Promise<string> =>
  `${await page.getByLabel('纬度').inputValue()},${await page.getByLabel('经度').inputValue()}`;

describe('the position of a store', () => {
  it('is read from what was pasted, in either order, and from a link of a map', async () => {
    const page = await stage.signedIn('/stores/new');
    const paste = page.getByLabel('粘贴坐标或地图链接');
    await paste.fill('121.4551，31.2289');
    await page.getByText('已识别：北纬 31.2289，东经 121.4551。 前一个数是经度。').waitFor();
    expect(await position(page)).toBe('31.2289,121.4551');
    await paste.fill('https://api.map.baidu.com/marker?location=39.915,116.404&title=%E5%BA%97');
    await page.getByText('已由 BD-09 换算为 GCJ-02。').waitFor();
    expect(await position(page)).toBe('39.908657,116.397627');
    await paste.fill('https://surl.amap.com/4bVJZ1');
    await page.getByText('没有识别出坐标').waitFor();
  });

  it('is warned of when it is turned round or outside China', async () => {
    const page = await stage.signedIn('/stores/new');
    await page.getByLabel('经度').fill('31.2289');
    await page.getByLabel('纬度').fill('121.4551');
    await page.getByText('两个数可能填反了').waitFor();
    await page.getByRole('button', { name: '互换' }).click();
    expect(await position(page)).toBe('31.2289,121.4551');
    await page.getByLabel('经度').fill('2.35');
    await page.getByText('不在中国境内').last().waitFor();
  });

  it('is where one stands, on the grid of the maps', async () => {
    const page = await stage.signedIn('/stores/new');
    await page.context().grantPermissions(['geolocation']);
    await page.context().setGeolocation({ latitude: 39.915, longitude: 116.404, accuracy: 20 });
    await page.getByRole('button', { name: '使用我的位置' }).click();
    await page.getByText('已填入，精度约 20 米').waitFor();
    expect(await position(page)).toBe('39.916404,116.410244');
  });
});

describe('a store', () => {
  it('shows its review, and what waits beside what is live', async () => {
    const id = await stage.desk.aStore('人民广场店');
    await stage.desk.fastReview('closed');
    await stage.desk.changeStore(id, { telephone: '021-66660000', openTime: '9:00-21:00' });
    const page = await stage.signedIn('/stores');
    await page.locator('.store', { hasText: '修改待审核' }).click();
    await page.getByText('门店可用。').waitFor();
    const change = page.locator('.change', { hasText: '电话' });
    expect(await change.locator('del').innerText()).toBe('021-55550101');
    expect(await change.locator('ins').innerText()).toBe('021-66660000');
    await page.getByText('北纬 31.2289，东经 121.4551').waitFor();
  });

  it('in review says so, and one that was refused says why', async () => {
    await stage.desk.fastReview('closed');
    const id = await stage.desk.aStore('待审店');
    const page = await stage.signedIn(`/stores/${id}`);
    await page.getByText('门店正在审核').waitFor();
    const operator = await stage.signedIn('/reviews', { link: await stage.desk.anOperatorsLink() });
    await operator.locator('.ticket', { hasText: '待审店' }).click();
    await operator.getByRole('button', { name: '地址或坐标不准确' }).click();
    await operator.getByRole('button', { name: '驳回' }).click();
    await operator.getByText('已驳回').waitFor();
    await page.reload();
    await page.getByText('门店没有通过审核。').waitFor();
    await page.getByText('地址或坐标不准确').waitFor();
    await page.getByRole('link', { name: '消息' }).click();
    await page.locator('.message', { hasText: '待审店' }).getByRole('link', { name: '查看门店' }).click();
    await page.getByText('门店没有通过审核。').waitFor();
  });
});

describe('a change of a store', () => {
  const save = (page: Page) => page.getByRole('button', { name: '保存修改' }).click();

  it('is live at once where FAST review is open, and takes photos', async () => {
    const id = await stage.desk.aStore('改动店');
    const page = await stage.signedIn(`/stores/${id}`);
    await page.getByRole('link', { name: '修改', exact: true }).click();
    const telephone = page.getByLabel('电话');
    await expect.poll(() => telephone.inputValue()).toBe('021-55550101');
    await save(page);
    await page.getByText('没有任何修改。').waitFor();
    await page.getByLabel('人均价格').fill('80');
    await page.getByLabel('推荐').fill('毛肚、黄喉');
    await page.getByLabel('添加照片').setInputFiles(LOGO);
    await page.getByLabel('照片 1').waitFor();
    await page.getByLabel('添加照片').setInputFiles(LOGO);
    await page.getByLabel('照片 2').waitFor();
    await page.getByRole('button', { name: '移除' }).first().click();
    await expect.poll(() => page.locator('.image-field img').count()).toBe(1);
    await save(page);
    await page.getByText('已保存，立即生效').waitFor();
    await page.locator('.fact', { hasText: '¥80' }).waitFor();
    await page.locator('.fact', { hasText: '毛肚、黄喉' }).waitFor();
    expect(await page.locator('.fact', { hasText: '照片' }).locator('img').count()).toBe(1);
    await page.getByRole('link', { name: '修改', exact: true }).click();
    await page.getByLabel('推荐').fill('');
    await save(page);
    await page.locator('.fact', { hasText: '¥80' }).waitFor();
    expect(await page.locator('.fact', { hasText: '毛肚、黄喉' }).count()).toBe(0);
  });

  it('waits for an operator where FAST review is closed, and so does the next one', async () => {
    const id = await stage.desk.aStore('慢审店');
    await stage.desk.fastReview('closed');
    const page = await stage.signedIn(`/stores/${id}/edit`);
    await page.getByText('修改由运营方审核').waitFor();
    await page.locator('nav [aria-current]', { hasText: '门店' }).waitFor();
    await page.getByLabel('营业时间').fill('9:00-21:00');
    await save(page);
    await page.getByText('已提交审核').waitFor();
    await page.getByRole('heading', { name: '待审核的修改' }).waitFor();
    expect(await page.locator('.change').count()).toBe(1);
    expect(await page.locator('.change ins').innerText()).toBe('9:00-21:00');
    expect(await page.getByRole('link', { name: '修改', exact: true }).count()).toBe(0);
    await page.goto(`${stage.server.sandbox.url}/console/stores/${id}/edit`);
    await page.getByText('审核结束后才能再次修改').waitFor();
  });

  it('that can not be shows why at its field', async () => {
    const id = await stage.desk.aStore('错填店');
    const page = await stage.signedIn(`/stores/${id}/edit`);
    await page.getByLabel('电话').fill('');
    await page.getByLabel('人均价格').fill('9.5');
    await save(page);
    await page.locator('.is-faulty', { hasText: '电话' }).waitFor();
    await page.locator('.is-faulty', { hasText: '请填写整数。' }).waitFor();
    await page.getByLabel('人均价格').fill('');
    await page.getByLabel('电话').fill('请来电');
    await save(page);
    await page.locator('.is-faulty', { hasText: '电话' }).locator('.fault').waitFor();
    await page.getByLabel('电话').fill('021-55550102');
    await page.getByLabel('简介').fill('火'.repeat(301));
    await save(page);
    await page.locator('.is-faulty', { hasText: '简介' }).locator('.fault').waitFor();
  });

  it('is not lost when somebody else was faster', async () => {
    const id = await stage.desk.aStore('抢改店');
    const page = await stage.signedIn(`/stores/${id}/edit`);
    await page.getByLabel('推荐').fill('鸭肠');
    await stage.desk.changeStore(id, { telephone: '021-55550103' });
    await save(page);
    await page.getByRole('button', { name: '载入最新内容，保留我的修改' }).click();
    await expect.poll(() => page.getByLabel('电话').inputValue()).toBe('021-55550103');
    await save(page);
    await page.locator('.fact', { hasText: '鸭肠' }).waitFor();
    await page.locator('.fact', { hasText: '021-55550103' }).waitFor();
  });

  it('of a store in review has to wait, and is for who may', async () => {
    await stage.desk.fastReview('closed');
    const id = await stage.desk.aStore('未审店');
    const page = await stage.signedIn(`/stores/${id}/edit`);
    await page.getByText('门店通过审核后才能修改。').waitFor();
    await stage.desk.fastReview('open');
    const open = await stage.desk.aStore('只读店');
    const reader = await stage.signedIn(`/stores/${open}`, {
      link: await stage.desk.aSignInLink({ role: 'ANALYST' }),
    });
    await reader.getByText('门店可用。').waitFor();
    expect(await reader.getByRole('link', { name: '修改', exact: true }).count()).toBe(0);
    expect(await reader.getByRole('button', { name: '删除门店' }).count()).toBe(0);
  });
});

describe('a store that is deleted', () => {
  it('is gone once that was said twice, unless a live card names it', async () => {
    const id = await stage.desk.aStore('闭店');
    const cardId = await stage.desk.aCard({ title: '闭店券', usesAllStores: false, storeIds: [id] });
    const page = await stage.signedIn(`/stores/${id}`);
    await page.getByRole('button', { name: '删除门店' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '删除门店' }).click();
    await dialog.getByText('仍有有效卡券使用该门店，不能删除').waitFor();
    await dialog.getByRole('button', { name: '取消' }).click();
    await stage.desk.deleteCard(cardId);
    await page.getByRole('button', { name: '删除门店' }).click();
    await dialog.getByRole('button', { name: '删除门店' }).click();
    await page.getByText('门店已删除').waitFor();
    await page.getByRole('heading', { name: '门店', level: 1 }).waitFor();
    expect(await page.locator('.store', { hasText: '闭店' }).count()).toBe(0);
    await page.goto(`${stage.server.sandbox.url}/console/stores/${id}`);
    await page.getByText('找不到这家门店。').waitFor();
  });
});

describe('many stores', () => {
  const HEAD = '门店名,分店名,省,市,地址,电话,类目,经度,纬度';
  const row = (branch: string, telephone = '021-55550101'): string =>
    `山城老火锅,${branch},上海市,上海市,南京西路 1 号,${telephone},"美食,火锅",121.4551,31.2289`;
  const fileOf = (...rows: string[]) => ({
    name: '门店.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([HEAD, ...rows].join('\r\n')),
  });

  it('come from one file, after a trial that adds nothing', async () => {
    const page = await stage.signedIn('/stores/import');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载模板' }).click();
    expect((await download).suggestedFilename()).toBe('门店导入模板.csv');
    const template = await (await download).path();
    // What the template says is what the server reads.
    await page.getByLabel('选择文件').setInputFiles(template);
    await page.getByRole('button', { name: '正式导入 1 家门店' }).waitFor();
    await page.getByRole('button', { name: '换一个文件' }).click();
    await page.getByLabel('选择文件').setInputFiles(fileOf(row('一店'), row('二店'), row('坏店', 'phone')));
    await page.getByText('还没有添加任何门店。').waitFor();
    await page.locator('.table tbody tr', { hasText: '电话' }).waitFor();
    expect(await page.locator('.table tbody tr').count()).toBe(1);
    await page.getByRole('button', { name: '正式导入 2 家门店' }).click();
    await page.getByRole('heading', { name: '3. 导入完成' }).waitFor();
    await page.getByRole('link', { name: '查看门店' }).click();
    await page.locator('.store', { hasText: '二店' }).waitFor();
    expect(await page.locator('.store', { hasText: '坏店' }).count()).toBe(0);
  });

  it('that are no file of stores are refused', async () => {
    const page = await stage.signedIn('/stores/import');
    const file = { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\r\n1,2\r\n') };
    await page.getByLabel('选择文件').setInputFiles(file);
    await page.getByText('缺少的列：门店名、省、市、地址、电话、类目、经度、纬度。无法识别的列：a、b。').waitFor();
    await page.getByLabel('选择文件').setInputFiles({ ...file, buffer: Buffer.from('') });
    await page.getByText('文件里没有门店。').waitFor();
    // Browsers put each answer of 400 in the console.
    stage.complaints.length = 0;
  });
});

it('keeps to the page’s policy', () => {
  expect(stage.complaints).toEqual([]);
});
