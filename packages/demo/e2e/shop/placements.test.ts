import { type Page, readQrPng, violationsOf } from '@kaquan/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOGO } from '../logo.ts';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
let bannerUrl: string;
beforeAll(async () => {
  stage = await setStage();
  const { url, secretKey } = stage.server.sandbox;
  const headers = { Authorization: `Bearer ${secretKey}`, 'Content-Type': 'image/png' };
  const answer: unknown = await (
    await fetch(`${url}/media`, { method: 'POST', headers, body: new Uint8Array(LOGO.buffer) })
  ).json();
  bannerUrl = typeof answer === 'object' && answer !== null && 'url' in answer ? String(answer.url) : '';
});
afterAll(() => stage.stop());

const TITLES = ['满100减10', '免费小食一份', '第二杯半价', '生日礼', '停车两小时'];
const NUMBER = /^\d{4} \d{4} \d{4}$/;

/** Says who the visitor is, on the page that a sandbox has for that. */
const become = (page: Page, openid: string): Promise<void> => page.getByRole('button', { name: openid }).click();
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('a QR code on a printed sheet', () => {
  it('leads whoever scans it to the claim, and is used up by it', async () => {
    const cardId = await stage.desk.aCard({ title: '扫码专享' });
    const { token } = await stage.desk.aPlacement({
      qrCode: { channel: 'door', cards: [{ cardId, isSingleUse: true }] },
    });
    const sheet = await stage.open(`/p/${token}/print`);
    const scanned = readQrPng(await sheet.locator('figure img').screenshot());
    expect(scanned).toBe(`${stage.server.sandbox.url}/p/${token}`);

    const page = await stage.open(new URL(scanned ?? '').pathname, { width: 375 });
    await page.getByRole('button', { name: '立即领取' }).click();
    await become(page, 'ann');
    await page.locator('kq-claim').getByText(NUMBER).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/p/${token}`);

    const late = await stage.open(`/p/${token}`, { width: 375 });
    await late.getByText('此二维码仅限领取一次，已被领取').waitFor();
    await late.getByRole('button', { name: '立即领取' }).click();
    await become(late, 'ben');
    await late.getByRole('button', { name: '立即领取' }).waitFor({ state: 'detached' });
    expect(await late.locator('kq-claim').getByText(NUMBER).count()).toBe(0);
    // Its owner finds the coupon there again.
    await page.reload();
    await page.locator('kq-claim').getByText(NUMBER).waitFor();
  });
});

describe('a shelf of five cards', () => {
  const aShelf = async (): Promise<string> => {
    const cards = [];
    for (const title of TITLES) cards.push({ cardId: await stage.desk.aCard({ title }), thumbUrl: bannerUrl });
    const shelf = { title: '周末惠吃惠喝', bannerUrl, canShare: true, channel: 'wall', cards };
    return (await stage.desk.aPlacement({ shelf })).token;
  };

  it('is claimed with one tap, and counts its view and its claims', async () => {
    const token = await aShelf();
    const page = await stage.open(`/p/${token}`, { width: 375 });
    await page.getByRole('heading', { name: '周末惠吃惠喝' }).waitFor();
    await page.getByRole('button', { name: /全部领取|一键领取/ }).click();
    await become(page, 'carol');
    const list = page.locator('kq-claim-list');
    await expect.poll(() => list.getByText(NUMBER).count(), { timeout: 20_000 }).toBe(5);
    const desk = await stage.signedIn('/placements');
    await desk.locator('.ticket', { hasText: 'wall' }).getByText('领取 5').waitFor();
  });

  it.each([
    [320, 'light'],
    [1280, 'dark'],
  ] as const)('is accessible and fits at %i px, %s', async (width, scheme) => {
    const page = await stage.open(`/p/${await aShelf()}`, { width, scheme });
    await page.getByRole('button', { name: /全部领取|一键领取/ }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
  });
});

it.each([320, 1280])('sheets to print are accessible and fit at %i px', async (width) => {
  const cardId = await stage.desk.aCard();
  const { token } = await stage.desk.aPlacement({ qrCode: { cards: [{ cardId }] } });
  for (const size of ['a4', 'a6']) {
    const page = await stage.open(`/p/${token}/print?size=${size}`, { width });
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
  }
});

it('pages of placements keep to their policy', () => {
  expect(stage.complaints).toEqual([]);
});
