import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setStage, type Stage } from '../pages.ts';

let stage: Stage;
let cardId: string;
let ticket: string;
beforeAll(async () => {
  stage = await setStage();
  [cardId, ticket] = [await stage.desk.aCard(), await stage.desk.anApiTicket()];
});
afterAll(() => stage.stop());

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
const seconds = (skew = 0): string => String(Math.floor(Date.now() / 1000) + skew);

/** A `cardExt` of the first form; `leftOut` is sent and not signed. */
function signed({ timestamp = seconds(), leftOut = '' } = {}): string {
  const fields = { timestamp, nonce_str: 'n0nce', openid: 'ann' };
  const values = Object.values(fields).filter((value) => value !== leftOut);
  return JSON.stringify({ ...fields, signature: sha1([ticket, cardId, ...values].toSorted().join('')) });
}

describe('the signature doctor', () => {
  it('is found from one’s own page, and says that a good signature is good', async () => {
    const page = await stage.signedIn('/me');
    await page.getByRole('link', { name: '签名诊断' }).click();
    await page.getByRole('button', { name: '诊断', exact: true }).click();
    expect(await page.locator('.fault').allInnerTexts()).toEqual(['请填写此项。', '请填写此项。']);
    // A whole wx.addCard call brings its card along.
    await page
      .getByLabel('cardExt', { exact: true })
      .fill(JSON.stringify({ cardList: [{ cardId, cardExt: signed() }] }));
    expect(await page.getByLabel('卡券 ID').inputValue()).toBe(cardId);
    await page.getByRole('button', { name: '诊断', exact: true }).click();
    await page.getByText('签名正确').waitFor();
  });

  it('marks the part that differs, and says what to do and where own text parts from it', async () => {
    const page = await stage.signedIn('/signatures');
    await page.getByLabel('cardExt', { exact: true }).fill(signed({ leftOut: 'ann' }));
    await page.getByLabel('卡券 ID').fill(cardId);
    await page.getByLabel('您签名的字符串').fill([ticket, cardId, 'n0nce', seconds()].toSorted().join(''));
    await page.getByRole('button', { name: '诊断', exact: true }).click();
    await page.getByText('签名不正确：用户（openid）').waitFor();
    await page.getByText('请对发送的 openid 签名').waitFor();
    const expected = page.getByRole('group', { name: '服务器期望的字符串' }).first();
    expect(await expected.locator('mark').innerText()).toBe('ann');
    expect(await expected.innerText()).not.toContain(ticket);
    await page.getByText('从标出处开始不同。').waitFor();
  });

  it('tells how long ago it was signed', async () => {
    const page = await stage.signedIn('/signatures');
    await page.getByLabel('cardExt', { exact: true }).fill(signed({ timestamp: seconds(-1_000) }));
    await page.getByLabel('卡券 ID').fill(cardId);
    await page.getByRole('button', { name: '诊断', exact: true }).click();
    await page.getByText('签名不正确：时间戳').waitFor();
    await page.getByText(/签名时间早于现在 1\d\d\d 秒 · 允许相差 300 秒/).waitFor();
  });

  it('reads a call of wx.config as it stands in a page', async () => {
    const page = await stage.signedIn('/signatures');
    await page.getByRole('radio', { name: 'wx.config（页面）' }).check();
    await page
      .getByLabel('粘贴调用代码')
      .fill(`wx.config({ timestamp: ${seconds()}, nonceStr: 'n', signature: '${'a'.repeat(40)}' })`);
    expect(await page.getByLabel('随机串').inputValue()).toBe('n');
    await page.getByLabel('网页地址').fill('https://shop.example.cn/?a=1#top');
    await page.getByRole('button', { name: '诊断', exact: true }).click();
    await page.getByText(/签名不正确/).waitFor();
    await page.getByText(/签名时间早于现在|就是现在/).waitFor();
    // A page keeps its signature as long as it is open.
    expect(await page.getByText('允许相差').count()).toBe(0);
    // Nothing of the text is marked, so nothing is said of marks.
    expect(await page.locator('.signed-text mark').count()).toBe(0);
    expect(await page.getByText('标出的部分').count()).toBe(0);
  });

  it('says what it can not read', async () => {
    const page = await stage.signedIn('/signatures');
    await page.getByLabel('cardExt', { exact: true }).fill('no JSON');
    await page.getByLabel('卡券 ID').fill(cardId);
    await page.getByRole('button', { name: '诊断', exact: true }).click();
    await page.getByRole('alert').waitFor();
  });
});

describe('the forms of signed cardExt', () => {
  it('are switched by an owner, and the doctor knows', async () => {
    const page = await stage.signedIn('/signatures');
    const first = page.getByRole('switch', { name: /第一种/ });
    await first.uncheck();
    await page.getByText('已保存').waitFor();
    await page.getByLabel('cardExt', { exact: true }).fill(signed());
    await page.getByLabel('卡券 ID').fill(cardId);
    await page.getByRole('button', { name: '诊断', exact: true }).click();
    await page.getByText('签名不正确：签名形式已关闭').waitFor();
    await page.reload();
    expect(await first.isChecked()).toBe(false);
    await first.check();
    await page.getByText('已保存').waitFor();
  });

  it('keep the focus, and ask once more before the last one goes', async () => {
    const page = await stage.signedIn('/signatures');
    const [first, second] = [
      page.getByRole('switch', { name: /第一种/ }),
      page.getByRole('switch', { name: /第二种/ }),
    ];
    const isFocused = () => second.evaluate((control) => control === document.activeElement);
    await second.focus();
    await second.press('Space');
    await page.getByText('已保存').waitFor();
    await page.waitForLoadState('networkidle');
    expect([await second.isChecked(), await isFocused()]).toEqual([false, true]);
    await first.click();
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    await expect.poll(() => first.isChecked()).toBe(true);
    await first.click();
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
    await expect.poll(() => first.isChecked()).toBe(false);
    await page.waitForLoadState('networkidle');
    for (const one of [first, second]) {
      await one.click();
      await expect.poll(() => one.isChecked()).toBe(true);
      await page.waitForLoadState('networkidle');
    }
    await page.reload();
    await second.waitFor();
    expect([await first.isChecked(), await second.isChecked()]).toEqual([true, true]);
  });

  it('take a tap while the one before is being saved', async () => {
    const page = await stage.signedIn('/signatures');
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let answered = 0;
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('SignatureFormsSet')) return route.continue();
      await held;
      await route.fulfill({ response: await route.fetch() });
      answered += 1;
    });
    const first = page.getByRole('switch', { name: /第一种/ });
    await first.click();
    await first.click();
    await first.click();
    await expect.poll(() => first.isChecked()).toBe(false);
    release();
    await expect.poll(() => answered).toBe(3);
    await page.reload();
    expect(await first.isChecked()).toBe(false);
    await first.check();
    await expect.poll(() => answered).toBe(4);
  });

  it('are only shown to others', async () => {
    const page = await stage.signedIn('/signatures', { link: await stage.desk.aSignInLink({ role: 'MANAGER' }) });
    await page.getByText('只有所有者可以更改。').waitFor();
    expect(await page.getByRole('switch', { name: /第一种/ }).isDisabled()).toBe(true);
  });
});

it('keeps to the page’s policy', () => {
  expect(stage.complaints).toEqual([]);
});
