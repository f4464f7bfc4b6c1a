import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '@kaquan/browser';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());

const SECOND_MS = 1_000;

const live = (page: Page) => page.getByText('实时', { exact: true }).waitFor();
const spaced = (value: string): string => value.replace(/(.{4})(?=.)/g, '$1 ');
const figure = (page: Page, name: string) => page.locator('dl div', { hasText: name }).locator('dd');

/** The numbers on the board from top to bottom. */
const numbersOn = async (page: Page): Promise<string[]> =>
  (await page.locator('.feed code').allInnerTexts()).map((text) => text.replaceAll(' ', ''));

describe('the board', () => {
  it('shows a claim and its redemption within a second, and counts them', async () => {
    const cardId = await stage.desk.aCard();
    const page = await stage.signedIn('/');
    await live(page);
    // The feed is live before the figures of the day have come.
    await expect.poll(() => figure(page, '今日领取').innerText()).toMatch(/^\d+$/);
    const before = Number(await figure(page, '今日领取').innerText());

    const value = await stage.desk.aCode(cardId, 'ann');
    const row = page.locator('.feed-row.is-claim', { hasText: spaced(value) });
    await row.waitFor({ timeout: SECOND_MS });
    expect(await row.innerText()).toContain('满100减10元');
    expect(await row.innerText()).toContain('用户 ann');

    await stage.desk.redeem(value);
    await page.locator('.feed-row.is-redemption', { hasText: spaced(value) }).waitFor({ timeout: SECOND_MS });
    await expect.poll(() => figure(page, '今日领取').innerText()).toBe(String(before + 1));
    await expect.poll(() => figure(page, '今日核销').innerText()).toBe('1');
  });

  it('loses and doubles nothing when the line is cut', async () => {
    const cardId = await stage.desk.aCard();
    const page = await stage.signedIn('/me');
    const line = await aLine(page);
    await page.goto(`${stage.server.sandbox.url}/console/`);
    await live(page);
    const claims = [await stage.desk.aCode(cardId, 'bob')];
    await page.locator('.feed-row', { hasText: spaced(claims[0] ?? '') }).waitFor();

    for (let round = 0; round < 2; round += 1) {
      await line.cut();
      await page.getByText('已断开，正在重连').waitFor();
      for (let index = 0; index < 4; index += 1) claims.push(await stage.desk.aCode(cardId, 'bob'));
      line.mend();
      await live(page);
      claims.push(await stage.desk.aCode(cardId, 'bob'));
      await page.locator('.feed-row', { hasText: spaced(claims.at(-1) ?? '') }).waitFor();
    }
    expect((await numbersOn(page)).slice(0, claims.length)).toEqual(claims.toReversed());
  });

  it('shows what happened before it was opened', async () => {
    const value = await stage.desk.aCode(await stage.desk.aCard(), 'early');
    const page = await stage.signedIn('/');
    await page.locator('.feed-row', { hasText: spaced(value) }).waitFor();
  });

  it('filters by card', async () => {
    const [one, other] = [await stage.desk.aCard({ title: '火锅券' }), await stage.desk.aCard({ title: '咖啡券' })];
    const page = await stage.signedIn('/');
    await page.getByLabel('卡券', { exact: true }).selectOption({ label: '咖啡券' });
    await live(page);
    const hidden = await stage.desk.aCode(one, 'carl');
    const shown = await stage.desk.aCode(other, 'carl');
    await page.locator('.feed-row', { hasText: spaced(shown) }).waitFor();
    expect(await numbersOn(page)).toEqual([shown]);
    await page.getByLabel('卡券', { exact: true }).selectOption({ label: '全部卡券' });
    await page.locator('.feed-row', { hasText: spaced(hidden) }).waitFor();
  });

  it('redeems beside the feed', async () => {
    const value = await stage.desk.aCode(await stage.desk.aCard(), 'dora');
    const page = await stage.signedIn('/');
    await page.getByLabel('券码').fill(value);
    await page.getByLabel('券码').press('Enter');
    await page.getByRole('button', { name: '确认核销' }).click();
    await page.getByText('核销成功').waitFor();
    await page.locator('.feed-row.is-redemption', { hasText: spaced(value) }).waitFor({ timeout: SECOND_MS });
  });

  it('keeps to the page’s policy', () => {
    expect(stage.complaints).toEqual([]);
  });
});

/** Stands between page and server, so that a test can cut the line and mend it. */
async function aLine(page: Page) {
  const sockets = new Set<{ close: (options: { code: number }) => Promise<void> }>();
  const state = { isCut: false };
  await page.routeWebSocket('**/graphql', (socket) => {
    if (state.isCut) return void socket.close({ code: 1011 });
    sockets.add(socket);
    socket.connectToServer();
  });
  return {
    cut: async () => {
      state.isCut = true;
      await Promise.all([...sockets].map((socket) => socket.close({ code: 1011 })));
    },
    mend: () => {
      state.isCut = false;
    },
  };
}
