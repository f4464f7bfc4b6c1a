import type { CardError } from '../../core/errors.ts';
import type { Coupon } from '../../holding-types.ts';
import { codeEn, codeZhCN } from '../../texts/code.ts';
import { giftEn, giftZhCN } from '../../texts/gift.ts';
import { redeemEn, redeemZhCN } from '../../texts/redeem.ts';
import { walletEn, walletZhCN } from '../../texts/wallet.ts';
import type { Claim, Client } from '../../types.ts';
import { h } from '../kit/dom.ts';
import { HolderElement } from '../kit/holder-element.ts';
import { ticketOf } from '../kit/holder-face.ts';
import { button, heading, note, words, write } from '../kit/pieces.ts';
import { centerEntry, entryRows, storeRows, terms } from './coupon-view.ts';
import { endOf } from './coupon-words.ts';

declare global {
  interface HTMLElementTagNameMap {
    'kq-coupon': KqCoupon;
  }
}

const REST_MS = 200;
type Watcher = (claim: Claim) => void;

/**
 * One code of the user with everything about it, live: face, code, conditions, links of the merchant, stores; gives it to a
 * friend, uses it up where its card lets holders do so, deletes it.
 *
 * What stands inside the tag is shown until the element works, and by engines that are too old for it.
 *
 * @attr code-id - the id of a code of the user
 * @attr locale - `zh-CN` or `en`. Default: the client's, else the page's
 * @attr theme - `default`, `dark`, `auto` (as the system is set)
 * @attr heading-level - level of its heading among the page's. Default 3
 * @attr state - set by the element: `loading error gone deleted`, or where the code lies: `usable upcoming gifting used
 *   expired given void`
 * @prop client - a client of `createClient`. Default: the one of `Kaquan.configure`
 * @prop messages - texts that replace the built-in ones
 * @csspart sheet box ticket heading words go quiet entry-link shop - and those of the elements in it
 * @fires kq-ready, kq-status - what is shown, and that it has changed. Detail: `{ state }`
 * @fires kq-delete - the user has deleted it. Detail: `{ codeId }`
 * @fires kq-gift, kq-gift-cancel, kq-self-redeem, kq-error - as of `<kq-gift>` and `<kq-self-redeem>`
 */
export class KqCoupon extends HolderElement {
  static readonly observedAttributes = ['code-id', 'locale', 'heading-level'];

  private readonly boxes = {
    face: h('div', 'box'),
    code: h('div', 'box'),
    acts: h('div', 'box'),
    panel: h('div', 'box'),
    more: h('div', 'box'),
    end: h('div', 'box'),
  };
  private readonly fault = note('fault', '');
  private coupon: Coupon | null | undefined;
  private error: CardError | undefined;
  /** What is open below the code. */
  private panel: '' | 'gift' | 'self-redeem' = '';
  private isAsking = false;
  private isDeleted = false;
  private asked = 0;
  private readonly watchers = new Set<Watcher>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unwatch: (() => void) | undefined;

  protected enter(page: Client): void {
    this.sheet.append(...Object.values(this.boxes), this.fault);
    write(this.fault, '');
    this.show();
    void this.load();
    this.unwatch = page.watchCodes(() => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.load(), REST_MS);
    });
  }

  protected leave(): void {
    const { unwatch } = this;
    clearTimeout(this.timer);
    if (unwatch) unwatch();
    this.watchers.clear();
    this.asked += 1;
    const flags = { isAsking: false, isDeleted: false };
    Object.assign(this, { unwatch: undefined, coupon: undefined, error: undefined, panel: '', ...flags });
  }

  protected textsIn(isChinese: boolean): Readonly<Record<string, string>> {
    return isChinese
      ? { ...codeZhCN, ...giftZhCN, ...redeemZhCN, ...walletZhCN }
      : { ...codeEn, ...giftEn, ...redeemEn, ...walletEn };
  }

  private async load(): Promise<void> {
    const { page } = this;
    const id = this.getAttribute('code-id');
    if (!page || !id || this.isDeleted) return;
    this.asked += 1;
    const { asked } = this;
    try {
      const coupon = await page.coupon(id);
      // What was asked for later knows better.
      if (this.asked !== asked) return;
      this.coupon = coupon && coupon.state ? coupon : null;
      this.error = undefined;
      if (coupon) this.tellCode(coupon);
    } catch (thrown) {
      // What is shown stays: a till may be reading it while the network is away.
      if (this.asked !== asked || this.coupon) return;
      this.error = this.tellError(thrown);
    }
    this.show();
  }

  /** The element of the code follows it by what is known here: one stream serves the page. */
  private tellCode({ claim, card, value, status, validFrom, validUntil }: Coupon): void {
    if (!claim) return;
    const told = { id: claim.id, claimedAt: '', card: { id: card.id }, code: { value, status, validFrom, validUntil } };
    this.watchers.forEach((watcher) => watcher(told));
  }

  private show(): void {
    const { coupon, error, boxes, isDeleted } = this;
    const { say } = this.speak();
    if (isDeleted) return this.only('deleted', () => this.message(say('couponDeleted')));
    if (error) return this.only('error', () => this.failed(error, () => void this.load()));
    if (coupon === null) return this.only('gone', () => this.message(say('couponGone')));
    if (!coupon) return this.only('loading', () => [words('p', 'words', '…')]);
    this.showCoupon(coupon);
    boxes.face.className = endOf(coupon) && coupon.state !== 'GIFTING' ? 'box spent' : 'box';
    this.tellState(String(coupon.state).toLowerCase());
  }

  private only(state: string, build: () => readonly (Node | null)[]): void {
    const { face, ...others } = this.boxes;
    Object.values(others).forEach((box) => this.fill(box, state, () => []));
    this.fill(face, state, build);
    this.tellState(state);
  }

  private showCoupon(coupon: Coupon): void {
    const { face, code, acts, panel, more, end } = this.boxes;
    const { level } = this;
    const speak = this.speak();
    const { state, value, status, card } = coupon;
    const said = endOf(coupon);
    const isKept = this.panel === 'self-redeem' && this.isProven();
    this.fill(face, String(state) + value, () => [
      ticketOf(card, coupon, level, speak),
      said ? note('words', speak.say(said)) : null,
    ]);
    this.fill(code, said || value, () => (said ? [] : [this.codeNode(coupon)]));
    this.fill(acts, status + String(state) + this.panel, () => this.actions(coupon));
    if (!isKept) this.fill(panel, this.panelOf(coupon) + value, () => this.panelNodes(coupon));
    this.fill(more, String(state) + value, () => [
      ...entryRows(coupon),
      ...terms(coupon, level + 1, speak),
      ...storeRows(card.stores.nodes, level + 1, speak),
    ]);
    this.fill(end, status + this.isAsking, () => this.deleting(coupon));
  }

  private codeNode({ value, card }: Coupon): HTMLElement {
    const node = document.createElement('kq-code');
    const { page } = this;
    const client = page && {
      ...page,
      watch: (_subject: unknown, watcher: Watcher) => {
        this.watchers.add(watcher);
        return () => this.watchers.delete(watcher);
      },
    };
    Object.assign(node, { client, messages: this.messages });
    this.pass(node, { code: value, 'card-id': card.id });
    return node;
  }

  private actions(coupon: Coupon): readonly (Node | null)[] {
    const { say } = this.speak();
    const { state, actions, card } = coupon;
    const buttons = [
      card.selfRedemption.isOpen && state === 'USABLE' ? this.opener('self-redeem', say('redeemNow')) : null,
      actions.includes('GIVE') ? this.opener('gift', say('giftTo')) : null,
    ].filter(isNode);
    return [centerEntry(coupon, this.speak()), buttons.length ? h('div', 'pair', ...buttons) : null];
  }

  private opener(panel: 'gift' | 'self-redeem', text: string): HTMLElement {
    const isOpen = this.panel === panel;
    const node = button('quiet', text, () => {
      this.panel = isOpen ? '' : panel;
      this.show();
    });
    node.setAttribute('aria-expanded', String(isOpen));
    return node;
  }

  /** A code on its way shows its gift without being asked. */
  private panelOf({ state, actions, card }: Coupon): '' | 'gift' | 'self-redeem' {
    if (state === 'GIFTING') return 'gift';
    if (this.panel === 'gift') return actions.includes('GIVE') ? 'gift' : '';
    return state === 'USABLE' && card.selfRedemption.isOpen ? this.panel : '';
  }

  private panelNodes(coupon: Coupon): readonly Node[] {
    const name = this.panelOf(coupon);
    if (!name) return [];
    const node = document.createElement(`kq-${name}`);
    Object.assign(node, { client: this.page, messages: this.messages });
    node.className = 'inner';
    this.pass(node, {
      variant: 'plain',
      code: coupon.value,
      'card-id': coupon.card.id,
      'heading-level': String(this.level + 1),
    });
    for (const event of ['kq-gift', 'kq-gift-cancel', 'kq-self-redeem'])
      node.addEventListener(event, () => void this.load());
    return [node];
  }

  /** Staff look at it: it stays when the code is used. */
  private isProven(): boolean {
    const node = this.boxes.panel.firstElementChild;
    return Boolean(node && node.getAttribute('state') === 'done');
  }

  private pass(node: HTMLElement, attributes: Readonly<Record<string, string>>): void {
    const [locale, theme] = [this.getAttribute('locale'), this.getAttribute('theme')];
    for (const [name, text] of Object.entries({ ...attributes, locale, theme }))
      if (text) node.setAttribute(name, text);
  }

  private deleting({ actions }: Coupon): readonly (Node | null)[] {
    const { say } = this.speak();
    const ask = (isAsking: boolean) => () => {
      this.isAsking = isAsking;
      this.show();
    };
    if (!actions.includes('DELETE')) return [];
    if (!this.isAsking) return [button('quiet', say('couponDelete'), ask(true))];
    return [
      heading(say('couponDeleteAsk'), this.level + 1),
      h(
        'div',
        'pair',
        button('quiet', say('couponCancel'), ask(false)),
        button('go', say('couponDeleteDo'), () => void this.deleteCode()),
      ),
    ];
  }

  private async deleteCode(): Promise<void> {
    const { page, coupon } = this;
    if (!page || !coupon) return;
    this.isAsking = false;
    // A second tap finds no button to delete with.
    this.show();
    try {
      await page.deleteCode({ cardId: coupon.card.id, value: coupon.value });
      this.isDeleted = true;
      this.dispatch('delete', { codeId: coupon.id });
    } catch (thrown) {
      write(this.fault, this.speak().explain(this.tellError(thrown)));
    }
    this.show();
  }
}

const isNode = (node: HTMLElement | null): node is HTMLElement => node !== null;
