import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
let receiver: Receiver;
beforeAll(async () => {
  [stage, receiver] = await Promise.all([setStage(), aReceiver()]);
});
afterAll(async () => {
  await receiver.stop();
  await stage.stop();
});

describe('the event desk', () => {
  it('follows an event to a receiver that fails, is mended, and gets it once more', async () => {
    const cardId = await stage.desk.aCard({ title: '事件券' });
    const page = await stage.signedIn('/me');
    await page.getByRole('link', { name: '事件推送' }).click();
    await page.getByText('还没有推送端点').waitFor();
    await page.getByRole('link', { name: '新建端点' }).click();

    // What is wrong with the document is said at its field.
    await page.getByLabel('名称').fill('订单系统');
    await page.getByLabel('地址').fill(receiver.url);
    await page.getByText('订阅文档').click();
    await page.getByLabel('文档', { exact: true }).fill('subscription { claims { nothing } }');
    await page.getByRole('button', { name: '创建端点' }).click();
    await page.locator('#field-document-fault').waitFor();
    await page.getByLabel('文档', { exact: true }).fill('');
    await page.getByRole('radio', { name: '指定类型' }).check();
    await page.getByRole('checkbox', { name: '卡券已领取' }).check();
    await page.getByRole('button', { name: '创建端点' }).click();
    const secret = page.locator('.copy-box pre');
    expect(await secret.innerText()).toMatch(/^whsec_/);
    await page.getByRole('link', { name: '查看端点' }).click();
    await page.getByRole('heading', { name: '订单系统', level: 1 }).waitFor();
    await page.getByText('card.claimed').first().waitFor();
    expect(await page.getByText('whsec_').count()).toBe(0);
    await page.getByRole('button', { name: '发送测试' }).click();
    await page.getByRole('status').getByText('HTTP 500').waitFor();

    await page.getByRole('button', { name: '轮换密钥' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '轮换密钥' }).click();
    await page.getByText('旧密钥签名到').waitFor();
    expect(await secret.innerText()).toMatch(/^whsec_/);
    await page.getByRole('button', { name: '暂停' }).click();
    await page.getByText('已暂停：事件会保留').waitFor();
    await page.getByRole('button', { name: '恢复' }).click();
    await page.getByText('已恢复。').waitFor();

    // Live: without another look at the page.
    await page.goto(`${stage.server.sandbox.url}/console/events?type=card.claimed`);
    await page.getByText('实时', { exact: true }).waitFor();
    const value = await stage.desk.aCode(cardId, 'event-ann');
    const line = page.locator('.event-line', { hasText: 'event-ann' });
    await line.waitFor();
    await page.getByRole('status').getByText('新事件：卡券已领取').waitFor({ state: 'attached' });
    await line.getByRole('link').click();
    await page.getByRole('heading', { name: '卡券已领取', level: 1 }).waitFor();
    expect(await page.locator('.copy-box pre').innerText()).toContain(`"code": "${value}"`);

    const delivery = page.locator('.delivery');
    await delivery.getByText('HTTP 500').first().waitFor();
    await delivery.getByText('out of order').first().waitFor();
    await delivery.getByText('待发送').waitFor();
    receiver.mend();
    await page.getByRole('button', { name: '立即重试：订单系统' }).click();
    await delivery.getByText('已送达').waitFor();
    await delivery.getByText('HTTP 200').waitFor();
    await page.getByRole('button', { name: '重新发送：订单系统' }).click();
    await expect.poll(() => page.locator('.delivery[data-status=DELIVERED]').count()).toBe(2);
    const ids = receiver.claims();
    expect(ids.length).toBeGreaterThanOrEqual(3);
    expect(new Set(ids).size).toBe(1);
    expect(page.url()).toContain(ids[0]);
  });

  it('narrows the log by user, code and time', async () => {
    const cardId = await stage.desk.aCard({ title: '筛选券' });
    const value = await stage.desk.aCode(cardId, 'filter-ann');
    await stage.desk.aCode(cardId, 'filter-bob');
    await stage.desk.redeem(value);
    const page = await stage.signedIn('/events', { width: 375, locale: 'en' });
    const lines = page.locator('.event-line');
    await lines.filter({ hasText: 'filter-bob' }).waitFor();
    await page.getByText('More filters').click();
    await page.getByLabel('User’s openid').fill('filter-bob');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect.poll(() => lines.count()).toBe(1);
    // Who filters by the keyboard goes on where they are, and another card leaves what was typed meanwhile.
    const filter = page.getByRole('button', { name: 'Filter', exact: true });
    expect(await filter.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.getByLabel('User’s openid').fill('');
    await page.getByLabel('Code', { exact: true }).fill(value);
    await page.getByLabel('Card', { exact: true }).selectOption({ label: '筛选券' });
    await filter.click();
    await lines.filter({ hasText: 'code.redeemed' }).waitFor();
    await expect.poll(() => lines.count()).toBe(2);
    // What ends only later is live until then.
    await page.getByLabel('Until').fill('2099-01-01T00:00');
    await filter.click();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByLabel('Until').fill('2020-01-01T00:00');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByText('The past', { exact: true }).waitFor();
    await page.getByText('No event is like that').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await lines.filter({ hasText: 'filter-bob' }).waitFor();
    // The sandbox begins with more than nothing: the past is a second page, and between the two is no hole.
    await page.getByRole('button', { name: 'Older events' }).click();
    const numbers = async () =>
      (await page.locator('.event-number').allInnerTexts()).map((text) => Number(text.replaceAll(/\D/g, '')));
    await expect.poll(async () => (await numbers()).at(-1)).toBe(1);
    const shown = await numbers();
    expect(shown).toEqual(shown.map((_number, index) => shown.length - index));
  });

  it('says why the address of the Weixin push did not pass', async () => {
    const page = await stage.signedIn('/webhooks/weixin', { width: 375 });
    await page.getByLabel('URL（服务器地址）').fill(receiver.url);
    await page.getByLabel('Token（令牌）').fill('token1');
    await page.getByRole('button', { name: '保存并验证地址' }).click();
    await page.getByText(/地址验证失败：服务器返回了 HTTP \d00/).waitFor();
    receiver.mend();
    receiver.echo();
    await page.getByRole('button', { name: '保存并验证地址' }).click();
    await page.getByText('地址验证通过，推送已启用').waitFor();
    await page.getByRole('link', { name: '查看投递记录' }).waitFor();
    expect(await page.getByLabel('Token（令牌）').inputValue()).toBe('');
    const link = await stage.desk.aSignInLink({ role: 'MANAGER' });
    const manager = await stage.signedIn('/webhooks/weixin', { link });
    await manager.getByText('明文模式').waitFor();
    expect(await manager.getByRole('button', { name: '保存' }).count()).toBe(0);
  });

  it('keeps to the page’s policy', () => {
    expect(stage.complaints).toEqual([]);
  });
});

/** A merchant's server that answers 500 until it is mended. */
type Receiver = {
  url: string;
  mend: () => void;
  /** Answers the handshake of the Weixin push as it should. */
  echo: () => void;
  /** Ids of the claims that it was told of, in their order. */
  claims: () => string[];
  stop: () => Promise<void>;
};

async function aReceiver(): Promise<Receiver> {
  const claims: string[] = [];
  const state = { isMended: false, echoes: false };
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (body.includes('"card.claimed"')) claims.push(String(request.headers['webhook-id']));
      const echo = new URL(request.url ?? '/', 'http://localhost').searchParams.get('echostr');
      response.statusCode = state.isMended ? 200 : 500;
      response.end(state.echoes && echo !== null ? echo : state.isMended ? 'thanks' : 'out of order');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}/hooks`,
    mend: () => {
      state.isMended = true;
    },
    echo: () => {
      state.echoes = true;
    },
    claims: () => claims,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

// A server that listens on a port has an address with one.
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
