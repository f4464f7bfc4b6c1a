import type { Page } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOGO } from '../logo.ts';
import { isInView, lostAt, refusedAt } from '../lost.ts';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());

const create = (page: Page) => page.getByRole('button', { name: '创建投放' }).click();
const figure = (page: Page, name: string) =>
  page
    .locator('.figures > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd');

describe('placements', () => {
  it('are listed with what came of them, by kind', async () => {
    const cardId = await stage.desk.aCard({ title: '投放的券' });
    const poster = await stage.desk.aPlacement({ qrCode: { name: '海报', channel: 'poster', cards: [{ cardId }] } });
    await stage.desk.aPlacement({ article: { name: '推文', cards: [{ cardId }] } });
    await stage.desk.claimThrough(poster.token, { cardId, openid: 'ann' });
    await stage.desk.claimThrough(poster.token, { cardId, openid: 'bob' });
    const page = await stage.signedIn('/placements');
    const line = page.locator('.ticket', { hasText: '海报' });
    await line.getByText('浏览 0 · 领取 2').waitFor();
    expect(await line.innerText()).toContain('二维码 · poster');
    await page.getByLabel('类型').selectOption('ARTICLE');
    await expect.poll(() => line.count()).toBe(0);
    await page.locator('.ticket', { hasText: '推文' }).waitFor();
    expect(new URL(page.url()).search).toBe('?kind=ARTICLE');
    await page.getByLabel('类型').selectOption('BEACON');
    await page.getByText('没有符合条件的投放。').waitFor();
  });

  it('of messages are listed only when they are asked for', async () => {
    const cardId = await stage.desk.aCard({ title: '群发的券' });
    await stage.desk.aPlacement({
      keywordReply: { name: '口令', keywords: ['领券'], match: 'EXACT', cards: [{ cardId }] },
    });
    await stage.desk.aBroadcast({ cardId, openids: ['placed-ann'] });
    const page = await stage.signedIn('/placements');
    await page.locator('.ticket', { hasText: '口令' }).waitFor();
    expect(await page.locator('.ticket', { hasText: '群发的券' }).count()).toBe(0);
    await page.getByLabel('类型').selectOption('BROADCAST');
    await page.locator('.ticket', { hasText: '群发的券' }).click();
    await page.getByText('消息里的卡券打开的页面。').waitFor();
    await page.locator('.fact', { hasText: '消息与群发' }).waitFor();
    expect(await page.locator('.qr-panel').count()).toBe(0);
    await page.goto(`${stage.server.sandbox.url}/console/placements?kind=KEYWORD_REPLY`);
    await page.locator('.ticket', { hasText: '口令' }).waitFor();
    expect(await page.locator('.ticket', { hasText: '群发的券' }).count()).toBe(0);
  });

  it('that answer keywords say which, and when', async () => {
    const cardId = await stage.desk.aCard({ title: '口令的券' });
    const own = await stage.desk.aCard({ title: '自有码口令券', useCustomCode: true });
    const page = await stage.signedIn('/placements/new');
    await page.getByRole('radio', { name: '关键词回复' }).check();
    const cards = page.getByLabel('卡券', { exact: true });
    await cards.selectOption(own);
    await create(page);
    await page.locator('.is-faulty .fault', { hasText: '请填写此项。' }).waitFor();
    await page.getByText('使用自有券码的卡券不能用于关键词回复。').waitFor();
    await cards.selectOption(cardId);
    await page.getByLabel('关键词', { exact: true }).fill('很'.repeat(31));
    await create(page);
    await page.getByText('请填写 1 到 10 个关键词').waitFor();
    await page.getByLabel('关键词', { exact: true }).fill('领券，优惠');
    await page.getByRole('radio', { name: '包含关键词' }).check();
    await page.getByLabel('回复文字').fill('送您一张券');
    expect(await page.getByRole('button', { name: '再加一张' }).count()).toBe(0);
    await create(page);
    await page.locator('.fact', { hasText: '领券、优惠' }).waitFor();
    await page.locator('.fact', { hasText: '包含关键词' }).waitFor();
    await page.locator('.fact', { hasText: '送您一张券' }).waitFor();
  });

  it('with several cards are made by a form, which says what is missing', async () => {
    await stage.desk.aCard({ title: '第一张券' });
    await stage.desk.aCard({ title: '第二张券' });
    const page = await stage.signedIn('/placements/new');
    await create(page);
    await page.locator('.fault', { hasText: '请填写此项。' }).waitFor();
    const cards = page.getByLabel('卡券', { exact: true });
    await cards.first().selectOption({ label: '第一张券 · 代金券 · 剩 1000' });
    await page.getByRole('button', { name: '再加一张' }).click();
    await cards.nth(1).selectOption({ label: '第二张券 · 代金券 · 剩 1000' });
    await page.getByLabel('名称').fill('收银台');
    await page.getByLabel('渠道', { exact: true }).fill('desk-1');
    await page.getByRole('radio', { name: '天', exact: true }).check();
    await page.getByLabel('时长').fill('400');
    await create(page);
    await page.getByText('请填写 1 分钟到 365 天之间的整数。').waitFor();
    await page.getByLabel('时长').fill('30');
    await create(page);
    await page.getByRole('heading', { name: '收银台' }).waitFor();
    await page.getByRole('link', { name: '第二张券' }).waitFor();
    expect(await page.locator('.placed-cards li').count()).toBe(2);
  });

  it('are begun at a card', async () => {
    const cardId = await stage.desk.aCard({ title: '直接投放' });
    const page = await stage.signedIn(`/cards/${cardId}`);
    await page.getByRole('link', { name: '制作二维码或其他投放' }).click();
    const cards = page.getByLabel('卡券', { exact: true });
    await expect.poll(() => cards.inputValue()).toBe(cardId);
    await create(page);
    await page.getByRole('link', { name: '下载 SVG' }).waitFor();
  });

  it('of a shelf have a banner and pictures', async () => {
    const cardId = await stage.desk.aCard({ title: '货架上的券' });
    const page = await stage.signedIn('/placements/new');
    await page.getByRole('radio', { name: '货架' }).check();
    await page.getByLabel('页面标题').fill('双十二');
    await page.getByLabel('横幅').setInputFiles(LOGO);
    await page.locator('.image-field img').first().waitFor();
    await page.getByLabel('卡券', { exact: true }).selectOption(cardId);
    await page.getByLabel('缩略图').setInputFiles(LOGO);
    await expect.poll(() => page.locator('.image-field img').count()).toBe(2);
    await create(page);
    await page.getByRole('heading', { name: '双十二' }).waitFor();
    await page.locator('.facts', { hasText: '双十二' }).waitFor();
    await page.locator('.placed-cards img').waitFor();
  });

  it('of a beacon and of a store say what they need', async () => {
    const cardId = await stage.desk.aCard({ title: '摇一摇的券' });
    await stage.desk.aStore('摇一摇店');
    const page = await stage.signedIn('/placements/new');
    await page.getByRole('radio', { name: '摇一摇周边' }).check();
    await page.getByLabel('UUID').fill('not one');
    await page.getByLabel('Major').fill('70000');
    await page.getByLabel('Minor').fill('1');
    await page.getByLabel('卡券', { exact: true }).selectOption(cardId);
    await create(page);
    await page.getByText('请填写 0 到 65535 的整数。').waitFor();
    await page.getByRole('radio', { name: '门店页' }).check();
    await create(page);
    await page.locator('.is-faulty', { hasText: '所属门店' }).waitFor();
    await page.getByLabel('所属门店').selectOption({ label: '山城老火锅（摇一摇店）' });
    await create(page);
    await page.getByRole('link', { name: '山城老火锅（摇一摇店）' }).waitFor();
  });

  it('ask for the code of a card with codes of one’s own, and show the server’s word', async () => {
    const cardId = await stage.desk.aCard({ title: '自有码券', useCustomCode: true });
    const page = await stage.signedIn('/placements/new');
    await page.getByLabel('卡券', { exact: true }).selectOption(cardId);
    await create(page);
    await page.locator('.is-faulty', { hasText: '券码' }).waitFor();
    await page.getByLabel('券码', { exact: true }).fill('MINE-1');
    await create(page);
    await page.locator('.placed-cards', { hasText: 'MINE-1' }).waitFor();
    await page.goto(`${stage.server.sandbox.url}/console/placements/new`);
    await page.getByLabel('卡券', { exact: true }).selectOption(cardId);
    await page.getByLabel('券码', { exact: true }).fill('MINE-TOO-LONG-TO-BE-A-CODE');
    await create(page);
    await page.locator('.is-faulty .fault').waitFor();
  });

  it('forget the code of a card that is not chosen any more', async () => {
    const ownCodes = await stage.desk.aCard({ title: '先选的自有码券', useCustomCode: true });
    const plain = await stage.desk.aCard({ title: '后选的券' });
    const page = await stage.signedIn('/placements/new');
    const cards = page.getByLabel('卡券', { exact: true });
    await cards.selectOption(ownCodes);
    await page.getByLabel('券码', { exact: true }).fill('GONE-1');
    await cards.selectOption(plain);
    await create(page);
    await page.getByRole('link', { name: '后选的券' }).waitFor();
    expect(await page.locator('.placed-cards').innerText()).not.toContain('GONE-1');
  });

  it('show what is wrong inside a closed fold', async () => {
    const cardId = await stage.desk.aCard({ title: '折叠的券' });
    const page = await stage.signedIn('/placements/new');
    await page.getByLabel('卡券', { exact: true }).selectOption(cardId);
    const fold = page.locator('details.more');
    const openid = page.getByLabel('指定用户 openid');
    await fold.locator('summary').click();
    await openid.fill('not an openid');
    await fold.locator('summary').click();
    expect(await openid.isVisible()).toBe(false);
    await create(page);
    await page.locator('.is-faulty', { hasText: '指定用户 openid' }).locator('.fault').waitFor();
    await expect.poll(() => openid.evaluate((control) => control === document.activeElement)).toBe(true);
  });

  it('say at the button of a phone what went wrong, and where to look if the answer was lost', async () => {
    const cardId = await stage.desk.aCard({ title: '断网的券' });
    const page = await stage.signedIn('/placements/new', { width: 390 });
    await page.getByLabel('卡券', { exact: true }).selectOption(cardId);
    await page.route('**/graphql', lostAt('PlacementCreate', 'after'));
    await create(page);
    const lost = page.getByText('重试前请先到投放列表里看看，它可能已经创建。');
    await lost.waitFor();
    expect(await isInView(lost)).toBe(true);
    // A refusal that belongs to no field stands there as well.
    await page.unroute('**/graphql');
    await page.route('**/graphql', refusedAt('placementCreate', ['menu', 'cards', '7', 'strange']));
    await create(page);
    await page.getByRole('alert').getByText('不认识的问题 (cards.7.strange)').waitFor();
  });
});

describe('a placement', () => {
  it('shows its figures by channel, its address, its code and its HTML', async () => {
    const cardId = await stage.desk.aCard();
    const { id, token } = await stage.desk.aPlacement({
      qrCode: { name: '门口海报', cards: [{ cardId, outerStr: 'door' }] },
    });
    await stage.desk.claimThrough(token, { cardId, openid: 'cat' });
    const page = await stage.signedIn(`/placements/${id}`);
    await expect.poll(() => figure(page, '领取').innerText()).toBe('1');
    await page.locator('.table', { hasText: 'door' }).waitFor();
    const address = `${stage.server.sandbox.url}/p/${token}`;
    expect(await page.getByRole('link', { name: '打开' }).getAttribute('href')).toBe(address);
    expect(await page.getByRole('link', { name: '打印页' }).getAttribute('href')).toBe(`${address}/print`);
    for (const [format, ending] of Object.entries({ SVG: 'svg', PNG: 'png', JPEG: 'jpg' })) {
      const link = page.getByRole('link', { name: `下载 ${format}` });
      const download = page.waitForEvent('download');
      await link.click();
      expect((await download).suggestedFilename()).toMatch(new RegExp(`_代金券_[\\d-]+\\.${ending}$`));
    }
    const isDrawn = () => page.locator('.qr-image').evaluate((image: HTMLImageElement) => image.naturalWidth > 0);
    await expect.poll(isDrawn).toBe(true);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: '复制 图文 HTML' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`<a href="${address}"`);
    await stage.open(`/p/${token}`);
    await expect
      .poll(async () => {
        await page.reload();
        return figure(page, '浏览').innerText();
      })
      .toBe('1');
  });

  it('is closed for good once that was said twice', async () => {
    const cardId = await stage.desk.aCard();
    const { id } = await stage.desk.aPlacement({ menu: { name: '菜单入口', label: '领券', cards: [{ cardId }] } });
    const page = await stage.signedIn(`/placements/${id}`);
    await page.getByRole('button', { name: '关闭投放' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    await page.getByRole('button', { name: '关闭投放' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '关闭投放' }).click();
    await page.getByText('投放已关闭', { exact: true }).first().waitFor();
    await expect.poll(() => page.locator('h2 .tag', { hasText: '已关闭' }).count()).toBe(1);
    expect(await page.getByRole('button', { name: '关闭投放' }).count()).toBe(0);
    // Nothing is put up any more that hands out nothing.
    await page.getByText('这个投放已关闭：二维码和链接不再发券。').waitFor();
    expect(await page.locator('.qr-panel, .copy-actions').count()).toBe(0);
    expect(await page.getByRole('link', { name: '打印页' }).count()).toBe(0);
  });

  it('that is none says so', async () => {
    const page = await stage.signedIn('/placements/plc_01J00000000000000000000000');
    await page.getByText('找不到这个投放。').waitFor();
  });
});
