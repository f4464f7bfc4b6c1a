import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '@kaquan/browser';
import { LOGO } from '../logo.ts';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => stage.desk.fastReview('open'));
afterAll(() => stage.stop());

const preview = (page: Page) => page.getByRole('region', { name: '卡券预览' });
const create = (page: Page) => page.getByRole('button', { name: '创建卡券' }).click();
const save = (page: Page) => page.getByRole('button', { name: '保存修改' }).click();
const action = (page: Page, name: string) => page.locator('.actions').getByRole('button', { name, exact: true });
const confirm = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true });

async function fillBasics(page: Page, title: string): Promise<void> {
  await page.getByLabel('商户 Logo').setInputFiles(LOGO);
  await page.locator('.image-field img').first().waitFor();
  await page.getByLabel('商户名称').fill('川航');
  await page.getByLabel('卡券标题').fill(title);
  await page.getByLabel('操作提示').fill('登机时出示');
  await page.getByLabel('使用须知').fill('请提前两小时到达机场');
}

describe('a ticket', () => {
  it('is written with its face beside it', async () => {
    const page = await stage.signedIn('/cards/new');
    await page.getByRole('radio', { name: '飞机票' }).check();
    await fillBasics(page, '成都飞北京');
    await page.getByLabel('航班号').fill('3U8881');
    await page.getByLabel('出发地').fill('成都双流');
    await page.getByLabel('目的地').fill('北京首都');
    await page.getByLabel('起飞时间').fill('2030-12-20T08:30');
    await page.getByLabel('到达时间').fill('2030-12-20T08:00');
    await create(page);
    await page.getByText('到达时间必须晚于起飞时间。').first().waitFor();
    await page.getByLabel('到达时间').fill('2030-12-20T11:20');
    const face = await preview(page).innerText();
    for (const part of ['3U8881', '成都双流', '北京首都', '2030/12/20 08:30']) expect(face).toContain(part);
    await create(page);
    await page.getByRole('heading', { name: '成都飞北京' }).waitFor();
    expect(await preview(page).innerText()).toContain('2030/12/20 11:20');
    await page.goto(`${stage.server.sandbox.url}/console/cards?q=成都飞北京`);
    await page.locator('.ticket', { hasText: '3U8881' }).waitFor();
  });

  it('keeps what was written of it when another kind is tried', async () => {
    const page = await stage.signedIn('/cards/new');
    await page.getByRole('radio', { name: '电影票' }).check();
    await page.getByLabel('影片介绍').fill('流浪地球');
    await page.getByRole('radio', { name: '会议门票' }).check();
    await page.reload();
    await page.getByRole('radio', { name: '电影票' }).check();
    expect(await page.getByLabel('影片介绍').inputValue()).toBe('流浪地球');
  });
});

describe('a membership card', () => {
  it('is good for ever, and shows its own fields', async () => {
    const page = await stage.signedIn('/cards/new');
    await page.getByRole('radio', { name: '会员卡' }).check();
    await fillBasics(page, '金卡会员');
    await page.getByLabel('会员特权').fill('全场九折');
    await page.getByLabel('会员折扣').fill('10');
    await page.getByRole('radio', { name: '永久有效' }).check();
    await page.getByText('自定义信息栏').click();
    await page.locator('[id="field-customFields-0-nameType"]').selectOption('LEVEL');
    const face = await preview(page).innerText();
    for (const part of ['积分', '等级', '9折', '永久有效', '全场九折']) expect(face).toContain(part);
    await create(page);
    await page.getByRole('heading', { name: '金卡会员' }).waitFor();
    expect(await preview(page).innerText()).toContain('等级');
  });
});

describe('an edit', () => {
  it('that needs review leaves the old face live until the operator approves', async () => {
    const id = await stage.desk.aCard({ title: '旧标题' });
    await stage.desk.fastReview('closed');
    const page = await stage.signedIn(`/cards/${id}/edit`);
    await page.getByLabel('卡券标题').fill('新标题');
    await page.getByLabel('客服电话').fill('400-888');
    await save(page);
    await page.getByText('已提交审核，线上仍显示原内容').waitFor();
    await page.getByRole('heading', { name: '旧标题', level: 1 }).waitFor();
    expect(await preview(page).innerText()).toContain('400-888');
    expect(await page.locator('.change').first().innerText()).toBe('卡券标题\n旧标题\n新标题');
    expect(await stage.desk.aCode(id, 'ann')).toMatch(/^\d{12}$/);

    const operator = await stage.signedIn('/reviews', { link: await stage.desk.anOperatorsLink() });
    await operator.locator('.ticket', { hasText: '旧标题' }).click();
    expect(await operator.getByRole('region', { name: '修改后' }).innerText()).toContain('新标题');
    expect(await operator.getByRole('region', { name: '线上' }).innerText()).toContain('旧标题');
    await operator.getByRole('button', { name: '通过' }).click();
    await operator.getByText('已通过，已生效').waitFor();

    await page.reload();
    await page.getByRole('heading', { name: '新标题', level: 1 }).waitFor();
    expect(await preview(page).innerText()).toContain('新标题');
    await page.getByText('修改记录').click();
    expect(await page.locator('.version .change').innerText()).toBe('卡券标题\n旧标题\n新标题');
  });

  it('that the operator refuses says why, and stays in the history', async () => {
    const id = await stage.desk.aCard({ title: '原标题' });
    await stage.desk.fastReview('closed');
    await stage.desk.change(id, { title: '夸大标题' });
    const operator = await stage.signedIn('/reviews', { link: await stage.desk.anOperatorsLink() });
    await operator.locator('.ticket', { hasText: '原标题' }).click();
    await operator.getByRole('button', { name: '驳回' }).click();
    await operator.getByText('请填写驳回理由。').waitFor();
    await operator.getByRole('button', { name: '标题与优惠内容不符' }).click();
    await operator.getByRole('button', { name: '驳回' }).click();
    await operator.getByText('已驳回').waitFor();

    const page = await stage.signedIn(`/cards/${id}`);
    await page.locator('.notice.is-bad', { hasText: '标题与优惠内容不符' }).waitFor();
    await page.getByText('修改记录').click();
    const version = await page.locator('.version').innerText();
    for (const part of ['未通过', '人工审核', '原标题', '夸大标题']) expect(version).toContain(part);
  });

  it('says what each change means, and locks what never changes', async () => {
    const id = await stage.desk.aCard();
    const page = await stage.signedIn(`/cards/${id}/edit`);
    const tag = (label: string) => page.locator('.field', { hasText: label }).locator('.note-tag').first().innerText();
    expect([await tag('卡券标题'), await tag('客服电话'), await tag('减免金额')]).toEqual([
      '需审核',
      '立即生效',
      '不可修改',
    ]);
    expect(await page.getByLabel('减免金额').isDisabled()).toBe(true);
    await page.getByLabel('客服电话').fill('400-1');
    await save(page);
    await page.getByText('已保存，立即生效').waitFor();
  });

  it('shows what the server refuses at its field', async () => {
    const id = await stage.desk.aCard({
      validity: { type: 'FIX_TIME_RANGE', from: '2030-01-01', until: '2030-12-31' },
    });
    const page = await stage.signedIn(`/cards/${id}/edit`);
    await page.getByLabel('结束日期（含当天）').fill('2030-06-30');
    await save(page);
    await page.locator('.fault-summary').waitFor();
    expect(await page.locator('[id="field-validity-until-fault"]').count()).toBe(1);
  });

  it('is made once when the answer gets lost', async () => {
    const id = await stage.desk.aCard({ title: '发送前' });
    const page = await stage.signedIn(`/cards/${id}/edit`);
    await page.getByLabel('卡券标题').fill('发送后');
    await page.route('**/graphql', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await save(page);
    await page.getByText('网络不通').first().waitFor();
    await page.unroute('**/graphql');
    await save(page);
    await page.getByRole('heading', { name: '发送后', level: 1 }).waitFor();
  });

  it('that comes second loads the newer card and keeps what was written', async () => {
    const id = await stage.desk.aCard({ title: '第一版' });
    const page = await stage.signedIn(`/cards/${id}/edit`);
    await page.getByLabel('操作提示').fill('请先出示');
    await stage.desk.change(id, { title: '第二版' });
    await save(page);
    await page.getByRole('button', { name: '载入最新版本，保留我的修改' }).click();
    await expect.poll(() => page.getByLabel('卡券标题').inputValue()).toBe('第二版');
    expect(await page.getByLabel('操作提示').inputValue()).toBe('请先出示');
    await save(page);
    await page.getByRole('heading', { name: '第二版', level: 1 }).waitFor();
    expect(await preview(page).innerText()).toContain('请先出示');
  });
});

describe('the life of a card', () => {
  it('goes from live to withdrawn, back, and to its end; codes in hands stay good', async () => {
    const id = await stage.desk.aCard();
    const value = await stage.desk.aCode(id, 'bob');
    const page = await stage.signedIn(`/cards/${id}`);
    await action(page, '下架').click();
    await page.getByRole('dialog').getByText('用户手中的券码仍然有效').waitFor();
    await confirm(page, '下架').click();
    await page.locator('.tag.is-withdrawn').waitFor();
    await expect(stage.desk.aCode(id, 'carl')).rejects.toThrow('CARD_NOT_CLAIMABLE');

    await action(page, '重新上架').click();
    await confirm(page, '重新上架').click();
    await page.locator('.tag.is-distributed').waitFor();
    await stage.desk.aCode(id, 'carl');

    await action(page, '删除').click();
    await page.getByRole('dialog').getByText('已领取的 2 张仍可核销').waitFor();
    await confirm(page, '删除').click();
    await page.locator('.tag.is-deleted').waitFor();
    expect(await action(page, '下架').count()).toBe(0);
    await stage.desk.redeem(value);
    expect(await stage.desk.statusOf(value)).toBe('CONSUMED');
  });

  it('begins anew in a copy', async () => {
    const id = await stage.desk.aCard({ title: '样板券' });
    const page = await stage.signedIn(`/cards/${id}`);
    await action(page, '复制').click();
    await page.getByLabel('新卡券标题').fill('样板券二');
    await page.getByLabel('库存数量').fill('7');
    await confirm(page, '复制').click();
    await page.getByRole('heading', { name: '样板券二', level: 1 }).waitFor();
    expect((await page.locator('.figures').innerText()).replace(/\s+/g, ' ')).toContain('7 / 7');
  });

  it('is read and not changed by an analyst', async () => {
    const id = await stage.desk.aCard();
    const page = await stage.signedIn(`/cards/${id}`, { link: await stage.desk.aSignInLink({ role: 'ANALYST' }) });
    await page.getByRole('link', { name: '谁能领取' }).waitFor();
    expect(await page.locator('.actions').getByRole('button').count()).toBe(0);
    await page.goto(`${stage.server.sandbox.url}/console/cards/${id}/edit`);
    await page.getByText('当前账号无权查看此页面。').waitFor();
    await page.goto(`${stage.server.sandbox.url}/console/cards/${id}/stock`);
    await page.getByText('变更历史').waitFor();
    expect(await page.getByRole('button', { name: '确认调整' }).count()).toBe(0);
  });
});

describe('who may claim', () => {
  it('is told check by check', async () => {
    const id = await stage.desk.aCard({ claimLimit: 1 });
    await stage.desk.aCode(id, 'dora');
    const page = await stage.signedIn(`/cards/${id}/people`);
    await page.getByLabel('用户 openid').fill('dora');
    await page.getByRole('button', { name: '检查' }).click();
    await page.getByText('不能领取').waitFor();
    expect(await page.locator('.checks-list .is-fail').innerText()).toContain('未超过每人限领');
    await page.getByLabel('用户 openid').fill('eve');
    await page.getByRole('button', { name: '检查' }).click();
    await page.getByText('可以领取', { exact: true }).waitFor();
  });

  it('is a list where the card names its users', async () => {
    const id = await stage.desk.aCard({ bindOpenid: true });
    const page = await stage.signedIn(`/cards/${id}/people`);
    await page.getByLabel('新名单').fill('fay\ngil, hal');
    await page.getByRole('button', { name: '替换名单' }).click();
    await page.getByText('当前名单 3 人。').waitFor();
    await expect(stage.desk.aCode(id, 'ivy')).rejects.toThrow('NOT_ELIGIBLE');
    await stage.desk.aCode(id, 'hal');
  });

  it('begins with the testers, at most ten', async () => {
    const page = await stage.signedIn('/cards/testers');
    await page.getByLabel('添加测试用户').fill('tester 1');
    await page.getByRole('button', { name: '添加' }).click();
    await page.getByText('请填写 1–64 位字母').waitFor();
    await page.getByLabel('添加测试用户').fill('tester_1');
    await page.getByRole('button', { name: '添加' }).click();
    await page.getByText('tester_1').waitFor();
    await page.getByRole('button', { name: '移除 tester_1' }).click();
    await page.getByText('还没有测试用户。').waitFor();
  });
});

it('keeps to the page’s policy', () => {
  expect(stage.complaints.filter((text) => !text.includes('ERR_FAILED'))).toEqual([]);
});
