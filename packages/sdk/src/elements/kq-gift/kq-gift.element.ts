import type { GiftOptions } from '../../holding-types.ts';
import type { CardError } from '../../core/errors.ts';
import { giftEn, giftZhCN } from '../../texts/gift.ts';
import type { WalletCode } from '../../code-types.ts';
import type { Client } from '../../types.ts';
import { codeEn, codeZhCN } from '../../texts/code.ts';
import { minuteOf } from '../kq-claim/times.ts';
import { h } from '../kit/dom.ts';
import { HolderElement } from '../kit/holder-element.ts';
import { ticketOf } from '../kit/holder-face.ts';
import { button, heading, link, note, words, write } from '../kit/pieces.ts';
import { signIn, takeTap } from '../kit/sign-in.ts';
import { createFriend, type Friend } from './friend.ts';
import { FRIEND_WORDS, friendStateOf, giverStateOf, spanUntil } from './gift-scene.ts';
import { createGiver, type Giver } from './giver.ts';
import { copyText, type GiftDraft, giftForm, openGift } from './giver-view.ts';

declare global {
  interface HTMLElementTagNameMap {
    'kq-gift': KqGift;
  }
}

const CLOCK_MS = 1_000;
const EMPTY_DRAFT = { message: '', isGroup: false };

/**
 * Gives a code to a friend, or takes one. With `code` the holder writes a message, gets a link for one friend or a group,
 * sees how long it is good, and may take the code back. With `token` whoever has the link sees the card and what the giver
 * says, takes it, and sees the code.
 *
 * What stands inside the tag is shown until the element works, and by engines that are too old for it.
 *
 * @attr code - the number of a code of the user, who gives it
 * @attr card-id - its card; required for codes that the merchant made
 * @attr token - in place of `code`: the token of a gift's link
 * @attr code-url - where a code that was taken is shown: an address with `{id}` in it
 * @attr locale - `zh-CN` or `en`. Default: the client's, else the page's
 * @attr variant - `plain`: without ground and padding, to stand in something else
 * @attr theme - `default`, `dark`, `auto` (as the system is set)
 * @attr heading-level - level of its heading among the page's. Default 3
 * @attr state - set by the element: `loading error gone ready`, of the giver `open given closed`, of the friend `own mine
 *   taken cancelled over ended`
 * @prop client - a client of `createClient`. Default: the one of `Kaquan.configure`
 * @prop messages - texts that replace the built-in ones
 * @csspart sheet heading words fault go quiet field entry choices choice quote address ticket - and those of `<kq-code>`
 * @fires kq-ready, kq-status - what is shown, and that it has changed. Detail: `{ state }`
 * @fires kq-gift - the code is on its way. Detail: `{ giftId, url, isGroup, expiresAt, replayed }`
 * @fires kq-gift-cancel - the giver has taken it back. Detail: `{ giftId }`
 * @fires kq-gift-accept - the friend has it. Detail: `{ codeId, cardId, code, replayed }`
 * @fires kq-open - `code-url` is opened; cancelable. Detail: `{ codeId, cardId, code }`
 * @fires kq-error - Detail: `{ code, retryable, requestId, message }`
 */
export class KqGift extends HolderElement {
  static readonly observedAttributes = ['token', 'code', 'card-id', 'locale', 'heading-level'];

  private readonly stage = h('div', 'box');
  private readonly fault = note('fault', '');
  private readonly news = note('words', '');
  private giver: Giver | undefined;
  private friend: Friend | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private draft: GiftDraft = { ...EMPTY_DRAFT };
  private isBusy = false;

  protected enter(page: Client): void {
    this.sheet.append(this.stage, this.fault, this.news);
    this.tell('', '');
    const [token, value] = [this.getAttribute('token'), this.getAttribute('code')];
    const cardId = this.getAttribute('card-id') || undefined;
    const show = (): void => this.show();
    if (token) this.friend = createFriend(page, token, show);
    else if (value)
      this.giver = createGiver(page, { cardId, value }, { onChange: show, isHidden: () => document.hidden });
    this.show();
    const side = this.friend || this.giver;
    if (side) void side.load().then(() => this.goOn());
  }

  protected leave(): void {
    const { giver } = this;
    if (giver) giver.stop();
    clearTimeout(this.timer);
    this.giver = undefined;
    this.friend = undefined;
    this.draft = { ...EMPTY_DRAFT };
    this.isBusy = false;
  }

  protected textsIn(isChinese: boolean): Readonly<Record<string, string>> {
    return isChinese ? { ...codeZhCN, ...giftZhCN } : { ...codeEn, ...giftEn };
  }

  private show(): void {
    const { page, giver, friend } = this;
    clearTimeout(this.timer);
    if (!page) return;
    if (giver) this.showGiver(giver, page.now());
    if (friend) this.showFriend(friend, page.now());
    const { say } = this.speak();
    const go = this.stage.querySelector<HTMLButtonElement>('.go');
    if (go) go.setAttribute('aria-disabled', String(this.isBusy));
    if (go && this.isBusy) go.textContent = say('giftBusy');
    this.timer = setTimeout(() => this.show(), CLOCK_MS);
  }

  private showGiver({ facts, load }: Giver, now: number): void {
    const speak = this.speak();
    const { say } = speak;
    const { gift, error } = facts;
    const state = giverStateOf(facts, now);
    const key = state + (gift ? gift.id + gift.status : '') + this.isBusy;
    this.fill(this.stage, key, () => {
      if (state === 'loading') return [words('p', 'words', '…')];
      if (state === 'error' && error) return this.failed(error, () => void load());
      const { draft, level } = this;
      if (state === 'ready') return giftForm(speak, { draft, level, give: (options) => void this.give(options) });
      if (state === 'open' && gift) return openGift(gift, speak, level, this.way());
      return this.message(say(state === 'given' ? 'giftTaken' : state === 'gone' ? 'NOT_FOUND' : 'giftClosed'));
    });
    const ends = this.stage.querySelector<HTMLElement>('.ends');
    if (ends && gift) write(ends, say('giftBack', spanUntil(gift.expiresAt, now)));
    this.tellState(state);
  }

  private showFriend({ facts, load }: Friend, now: number): void {
    const { offered, error } = facts;
    const state = friendStateOf(facts, now);
    const code = facts.code || (offered && offered.code) || null;
    this.fill(this.stage, state + (code ? code.id : '') + this.isBusy, () => {
      if (state === 'loading') return [words('p', 'words', '…')];
      if (state === 'error' && error) return this.failed(error, () => void load());
      return this.friendParts(state, code);
    });
    this.tellState(state);
  }

  private friendParts(state: string, code: WalletCode | null): readonly (Node | null)[] {
    const speak = this.speak();
    const { say } = speak;
    const { friend, level } = this;
    const offered = friend && friend.facts.offered;
    const said = Object.entries(FRIEND_WORDS).find(([name]) => name === state);
    const title = heading(said ? say(said[1]) : '', level);
    if (!offered) return [title];
    const { card, message, isGroup, expiresAt } = offered;
    const isOpen = state === 'ready';
    const parts = [
      title,
      message ? words('p', 'quote', message) : null,
      ticketOf(card, offered, level + 1, speak),
      isOpen && isGroup ? words('p', 'hint', say('giftFirst')) : null,
      isOpen ? words('p', 'hint', say('giftEnds', minuteOf(expiresAt, card.timeZone))) : null,
      isOpen ? button('go', say('giftAccept'), () => void this.accept()) : null,
    ];
    this.stage.className = isOpen || state === 'mine' || state === 'own' ? 'box' : 'box spent';
    return code ? [...parts, this.codeNode(code), this.codeLink(code)] : parts;
  }

  private codeNode({ value, card }: WalletCode): HTMLElement {
    const node = document.createElement('kq-code');
    const { page, messages } = this;
    Object.assign(node, { client: page, messages });
    const locale = this.getAttribute('locale');
    for (const [name, text] of [
      ['card-id', card.id],
      ['code', value],
      ['locale', locale],
    ] as const)
      if (text) node.setAttribute(name, text);
    return node;
  }

  private codeLink({ id, card, value }: WalletCode): HTMLElement | null {
    const address = this.getAttribute('code-url');
    const node = link('quiet', address && address.replace('{id}', encodeURIComponent(id)));
    if (!node) return null;
    node.textContent = this.speak().say('giftOpen');
    node.onclick = () => this.dispatch('open', { codeId: id, cardId: card.id, code: value }, true);
    return node;
  }

  private way(): Parameters<typeof openGift>[3] {
    const { say } = this.speak();
    return {
      copy: () => {
        const address = this.stage.querySelector<HTMLElement>('.address');
        if (address) void copyText(address).then((isDone) => this.tell('', say(isDone ? 'giftCopied' : 'giftMarked')));
      },
      // Who closes the sheet of the system has done nothing wrong.
      share:
        'share' in navigator ? (url) => void navigator.share({ url, title: say('giftFrom') }).catch(() => {}) : null,
      takeBack: () => void this.takeBack(),
    };
  }

  private async give(options: GiftOptions): Promise<void> {
    const { giver } = this;
    await this.doOnce(async () => {
      if (!giver) return;
      await giver.give(options);
      const { gift } = giver.facts;
      if (!gift) return;
      this.draft = { ...EMPTY_DRAFT };
      const { id: giftId, url, isGroup, expiresAt } = gift;
      this.dispatch('gift', {
        giftId,
        url,
        isGroup,
        expiresAt,
        replayed: 'replayed' in gift && gift.replayed === true,
      });
    });
  }

  private async takeBack(): Promise<void> {
    const { giver } = this;
    const { say } = this.speak();
    await this.doOnce(async () => {
      const gift = giver && giver.facts.gift;
      if (!giver || !gift) return;
      await giver.takeBack();
      this.dispatch('gift-cancel', { giftId: gift.id });
      this.tell('', say('giftReturned'));
    });
  }

  private async accept(): Promise<void> {
    const { friend } = this;
    await this.doOnce(async () => {
      if (!friend) return;
      const { id, card, value, replayed } = await friend.accept();
      this.dispatch('gift-accept', { codeId: id, cardId: card.id, code: value, replayed });
    });
  }

  private tell(fault: string, news: string): void {
    write(this.fault, fault);
    write(this.news, news);
  }

  /** One tap, one call. What is refused is said, and how it stands now is asked for. */
  private async doOnce(work: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    const { visit } = this;
    this.isBusy = true;
    this.tell('', '');
    this.show();
    try {
      await work();
    } catch (thrown) {
      if (this.visit === visit) await this.sayRefusal(this.tellError(thrown));
    }
    // Another gift may stand here by now, and be busy itself.
    if (this.visit !== visit) return;
    this.isBusy = false;
    this.show();
  }

  private async sayRefusal(error: CardError): Promise<void> {
    const { signInUrl } = error.fields;
    if (typeof signInUrl === 'string') signIn(signInUrl, this.tapName);
    else this.tell(this.speak().explain(error), '');
    const side = this.friend || this.giver;
    if (side) await side.load();
  }

  /** The friend has come back from signing in, for this gift. */
  private goOn(): void {
    if (this.getAttribute('state') === 'ready' && this.friend && takeTap(this.tapName)) void this.accept();
  }

  private get tapName(): string {
    return 'gift:' + (this.getAttribute('token') || '');
  }
}
