import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());

describe('signing in', () => {
  it('asks nobody’s browser for login and password, and says when they are wrong', async () => {
    const page = await stage.open('/console/cards');
    await page.getByLabel('账号').fill('nobody');
    await page.getByLabel('密码').fill('wrong-password');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('账号或密码不正确。').waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/cards');
  });

  it('works by a one-time link, and then by the password that was set', async () => {
    const page = await stage.signedIn('/me');
    const login = await page.getByText(/^person-/).innerText();
    await page.getByText('设置密码').click();
    await page.getByLabel('新密码').fill('a-long-enough-password');
    await page.getByRole('button', { name: '保存密码' }).click();
    await page.getByText('密码已保存').waitFor();
    await page.getByRole('button', { name: '退出登录' }).click();

    await page.getByLabel('账号').fill(login);
    await page.getByLabel('密码').fill('a-long-enough-password');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { name: '我的' }).waitFor();
  });

  it('leads the link itself to the console', async () => {
    const page = await stage.open(new URL(await stage.desk.aSignInLink()).pathname);
    await page.getByRole('heading', { name: '实时看板' }).waitFor();
  });

  it('gives staff the till, and neither board nor forms', async () => {
    const page = await stage.signedIn('/', { link: await stage.desk.aSignInLink({ role: 'STAFF' }) });
    await page.getByRole('heading', { name: '核销', exact: true }).waitFor();
    const tabs = await page.getByRole('navigation', { name: '主导航' }).getByRole('link').allInnerTexts();
    expect(tabs).toEqual(['核销', '卡券', '门店', '消息', '我的']);
    await page.goto(`${stage.server.sandbox.url}/console/cards/new`);
    await page.getByText('当前账号无权查看此页面。').waitFor();
  });

  it('lets somebody of two merchants choose, and change their mind', async () => {
    const { link, names } = await stage.desk.aSignInLinkForTwo();
    const page = await stage.signedIn('/cards', { link });
    const [first = '', second = ''] = names;
    await page.getByRole('button', { name: second }).click();
    await page.getByRole('heading', { name: '卡券' }).waitFor();
    expect(await page.locator('.side-merchant').innerText()).toContain(second);
    await page.reload();
    await page.locator('.side-merchant', { hasText: second }).waitFor();
    await page.getByRole('link', { name: '我的' }).click();
    await page.getByRole('button', { name: '切换商户' }).click();
    await page.getByRole('button', { name: new RegExp(`^${first} ?wx`) }).click();
    await page.locator('.side-merchant strong', { hasText: new RegExp(`^${first}$`) }).waitFor();
  });

  it('lets an operator name any merchant', async () => {
    const page = await stage.signedIn('/cards', { link: await stage.desk.anOperatorsLink() });
    await page.getByLabel('商户 App ID').fill('wx0000000000000000');
    await page.getByRole('button', { name: '进入' }).click();
    await page.getByText('找不到该商户，或您无权管理它。').waitFor();
    await page.getByLabel('商户 App ID').fill(stage.server.sandbox.appId);
    await page.getByRole('button', { name: '进入' }).click();
    await page.getByRole('heading', { name: '卡券' }).waitFor();
  });

  it('speaks English where it is wished for, and remembers it', async () => {
    const page = await stage.signedIn('/me');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Me', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Me', exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  });

  it('goes back to the sign-in form when the session has ended', async () => {
    const page = await stage.signedIn('/cards');
    // The heading stands before the list: an answer that is still on its way would end the session ahead of the click.
    await page.getByText(/^共 .+ 张$/).waitFor();
    await page.context().clearCookies();
    await page.getByRole('link', { name: '门店' }).click();
    await page.getByLabel('密码').waitFor();
  });
});
