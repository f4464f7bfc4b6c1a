import type { Page } from '@kaquan/browser';

/** What a client answers, by the name of the call: a value, `{ $error: [code, fields] }`, or `{ $late: true }`, which `answerLate` of the page ends. */
export type Answers = Readonly<Record<string, unknown>>;

type Wish = { tag: string; attributes: Record<string, string>; answers: Answers };

/** Adds an element whose client answers as told, and waits until it is in this state. */
export async function addHeld(page: Page, wish: Wish, state: string): Promise<void> {
  await page.evaluate(inPage, wish);
  await page.waitForSelector(`${wish.tag}[state=${state}]`);
}

/** From now on the client answers this as well. */
export const answer = (page: Page, answers: Answers): Promise<void> =>
  page.evaluate((more) => void Object.assign(Object(Reflect.get(window, 'answers')), more), answers);

/** What the client was asked, in order: the name of each call and what it was given. */
export const callsOf = (page: Page, name: string): Promise<unknown[][]> =>
  page.evaluate((wanted) => {
    const calls: [string, unknown[]][] = Reflect.get(window, 'calls');
    return calls.filter(([call]) => call === wanted).map(([, given]) => given);
  }, name);

/** Details of the events of this name. */
export const heardOf = (page: Page, name: string): Promise<unknown[]> =>
  page.evaluate((wanted) => {
    const heard: [string, unknown][] = Reflect.get(window, 'heard');
    return heard.filter(([event]) => event === wanted).map(([, detail]) => detail);
  }, name);

/** Tells those who listen that something has happened to a code. */
export const tellNews = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const news: (() => void)[] = Reflect.get(window, 'news');
    news.forEach((listener) => listener());
  });

/** Runs in the page. */
function inPage({ tag, attributes, answers }: Wish): void {
  const calls: unknown[] = [];
  const heard: unknown[] = [];
  const news: unknown[] = [];
  Object.assign(window, { calls, heard, news, answers: { ...answers } });
  const kaquan = Object(Reflect.get(window, 'Kaquan'));
  const refusal = (code: string, fields: object): Error =>
    new kaquan.CardError(code, { message: 'no', fields: { field: [], ...fields } });
  const call =
    (name: string) =>
    (...given: unknown[]) => {
      calls.push([name, given.slice(0, 2)]);
      const said = Object(Reflect.get(window, 'answers'))[name];
      const [code, fields] = Object(said).$error ?? [];
      if (Object(said).$late) return new Promise((resolve) => Object.assign(window, { answerLate: resolve }));
      return code ? Promise.reject(refusal(code, fields)) : Promise.resolve(said ?? null);
    };
  const names =
    'code wallet deleteCode gift openGift cancelGift giftOf acceptGift selfRedemption storesNear selfRedeem coupon';
  const client = {
    options: { publishableKey: 'pk_test_1', endpoint: '/graphql' },
    now: () => Date.parse('2026-12-01T00:00:00Z'),
    watch: () => () => {},
    watchCodes: (listener: unknown) => {
      news.push(listener);
      return () => {};
    },
    ...Object.fromEntries(names.split(' ').map((name) => [name, call(name)])),
  };
  for (const name of ['gift', 'gift-cancel', 'gift-accept', 'self-redeem', 'open', 'delete', 'error'])
    addEventListener(`kq-${name}`, (event) => {
      heard.push([`kq-${name}`, Reflect.get(event, 'detail')]);
      if (name === 'open') event.preventDefault();
    });
  const element = document.createElement(tag);
  for (const [name, text] of Object.entries(attributes)) element.setAttribute(name, text);
  Object.assign(element, { client });
  document.querySelector('main > [held]')?.remove();
  element.setAttribute('held', '');
  document.querySelector('main')?.append(element);
}
