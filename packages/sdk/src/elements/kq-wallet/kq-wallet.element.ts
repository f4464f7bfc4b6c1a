import type { CardError } from '../../core/errors.ts';
import { codeEn, codeZhCN } from '../../texts/code.ts';
import { walletEn, walletZhCN } from '../../texts/wallet.ts';
import type { WalletCode } from '../../code-types.ts';
import type { Client } from '../../types.ts';
import { h } from '../kit/dom.ts';
import { faceColorOf } from '../kit/face-color.ts';
import { HolderElement } from '../kit/holder-element.ts';
import { button, note, words, write } from '../kit/pieces.ts';
import { rowOf, TABS } from './wallet-scene.ts';

declare global {
  interface HTMLElementTagNameMap {
    'kq-wallet': KqWallet;
  }
}

/** What comes of news is asked for once, however many come together. */
const REST_MS = 200;

/**
 * The user's codes by state, the nearest end first, live.
 *
 * What stands inside the tag is shown until the element works, and by engines that are too old for it.
 *
 * @attr code-url - where a code is shown: an address with `{id}` in it. Without one a row only tells that it was opened
 * @attr locale - `zh-CN` or `en`. Default: the client's, else the page's
 * @attr theme - `default`, `dark`, `auto` (as the system is set)
 * @attr state - set by the element: `loading error ready`
 * @prop client - a client of `createClient`. Default: the one of `Kaquan.configure`
 * @prop messages - texts that replace the built-in ones
 * @csspart sheet tabs tab stack row name small tag quiet words
 * @fires kq-ready, kq-status - what is shown, and that it has changed. Detail: `{ state }`
 * @fires kq-open - a row was tapped; cancelable. Detail: `{ codeId, cardId, code }`
 * @fires kq-error - Detail: `{ code, retryable, requestId, message }`
 */
export class KqWallet extends HolderElement {
  static readonly observedAttributes = ['code-url', 'locale'];

  private readonly bar = h('div', 'tabs');
  private readonly list = h('div', 'box');
  private readonly fault = note('fault', '');
  private tabs: HTMLButtonElement[] = [];
  private chosen = 0;
  private codes: readonly WalletCode[] = [];
  private next: string | null = null;
  private error: CardError | undefined;
  private round = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unwatch: (() => void) | undefined;

  protected enter(page: Client): void {
    const { say } = this.speak();
    const { bar, list } = this;
    this.tabs = TABS.map(({ name }, place) => {
      const tab = words('button', 'tab', say(name));
      tab.type = 'button';
      tab.id = name;
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', 'codes');
      tab.onclick = () => this.choose(place);
      return tab;
    });
    bar.textContent = '';
    bar.append(...this.tabs);
    bar.setAttribute('role', 'tablist');
    bar.setAttribute('aria-label', say('walletTabs'));
    bar.onkeydown = (event) => this.turn(event);
    list.id = 'codes';
    list.setAttribute('role', 'tabpanel');
    this.sheet.append(bar, list, this.fault);
    this.tellState('loading');
    this.choose(this.chosen);
    this.unwatch = page.watchCodes(() => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.load(null), REST_MS);
    });
  }

  protected leave(): void {
    const { unwatch } = this;
    clearTimeout(this.timer);
    if (unwatch) unwatch();
    this.unwatch = undefined;
  }

  protected textsIn(isChinese: boolean): Readonly<Record<string, string>> {
    return isChinese ? { ...codeZhCN, ...walletZhCN } : { ...codeEn, ...walletEn };
  }

  private choose(place: number): void {
    this.chosen = place;
    write(this.fault, '');
    this.tabs.forEach((tab, at) => {
      tab.setAttribute('aria-selected', String(at === place));
      tab.tabIndex = at === place ? 0 : -1;
    });
    const tab = TABS[place];
    if (tab) this.list.setAttribute('aria-labelledby', tab.name);
    this.codes = [];
    this.fill(this.list, 'loading' + place, () => [words('p', 'words', '…')]);
    void this.load(null);
  }

  /** Arrows go from tab to tab, as everywhere. */
  private turn(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const place = (this.chosen + step + TABS.length) % TABS.length;
    event.preventDefault();
    this.choose(place);
    const tab = this.tabs[place];
    if (tab) tab.focus();
  }

  private async load(after: string | null): Promise<void> {
    const { page, chosen } = this;
    const tab = TABS[chosen];
    if (!page || !tab) return;
    this.round += 1;
    const { round } = this;
    try {
      // News leave as many rows as there were.
      const first = after ? 20 : Math.min(100, Math.max(20, this.codes.length));
      const { codes, next } = await page.wallet({ states: tab.states, first, after });
      if (round !== this.round) return;
      this.codes = after ? [...this.codes, ...codes] : codes;
      this.next = next;
      this.error = undefined;
      write(this.fault, '');
    } catch (thrown) {
      if (round !== this.round) return;
      // What news would have changed stays as it was; what the user asked for is not there, and that is said.
      const error = after || !this.codes.length ? this.tellError(thrown) : undefined;
      this.error = after ? undefined : error;
      if (after && error) write(this.fault, this.speak().explain(error));
    }
    this.show();
  }

  private show(): void {
    const { page, error, codes, next, chosen } = this;
    if (!page) return;
    const speak = this.speak();
    const { say } = speak;
    if (error) {
      this.fill(this.list, 'error' + this.round, () => this.failed(error, () => void this.load(null)));
      return this.tellState('error');
    }
    const key =
      chosen + String(next) + codes.map(({ id, status, state, value }) => id + status + String(state) + value).join();
    this.fill(this.list, key, () => {
      if (!codes.length) return [note('words', say('walletNone'))];
      const list = h('ul', 'stack', ...codes.map((code) => h('li', 'item', this.rowNode(code, page.now()))));
      // Without markers some screen readers take it for no list.
      list.setAttribute('role', 'list');
      return [list, next ? button('quiet', say('walletMore'), () => void this.load(next)) : null];
    });
    this.tellState('ready');
  }

  private rowNode(code: WalletCode, now: number): HTMLElement {
    const { id, card, value } = code;
    const { line, tag, isSoon, isSpent } = rowOf(code, this.speak(), now);
    const address = this.getAttribute('code-url');
    const edge = h('span', 'edge');
    const row = h(
      'a',
      'row',
      edge,
      h(
        'span',
        'what',
        words('span', 'small', card.brandName),
        words('span', 'name', card.title),
        words('span', isSoon ? 'soon' : 'small', line),
      ),
      words('span', 'tag', tag),
    );
    edge.style.setProperty('--_face', faceColorOf(card.color.hex));
    if (isSpent) row.className = 'row spent';
    row.href = address ? address.replace('{id}', encodeURIComponent(id)) : '#';
    row.onclick = () => this.dispatch('open', { codeId: id, cardId: card.id, code: value }, true) && Boolean(address);
    return row;
  }
}
