import { type CardError, cardErrorOf } from '../../core/errors.ts';
import type { NearStore, SelfRedeemed, SelfRedemption, StoreFace } from '../../holding-types.ts';
import { codeEn, codeZhCN } from '../../texts/code.ts';
import { redeemEn, redeemZhCN } from '../../texts/redeem.ts';
import { h } from '../kit/dom.ts';
import { HolderElement } from '../kit/holder-element.ts';
import { note, words, write } from '../kit/pieces.ts';
import { signIn } from '../kit/sign-in.ts';
import { EMPTY_ORDER, faultsIn, fenIn, nearestFirst, type Order, type OrderFaults, secondOf } from './order.ts';
import { confirmation, orderForm, proof } from './redeem-view.ts';

declare global {
  interface HTMLElementTagNameMap {
    'kq-self-redeem': KqSelfRedeem;
  }
}

const CLOCK_MS = 1_000;
/** What has just come up is not tapped on purpose. */
const REACTION_MS = 700;
const LOCATE_MS = 10_000;

/**
 * Uses a code of the user up in a store, without staff: which store (the nearest first, once the user wants its place
 * to be known), its verification code and the order amount where the card asks for them, a confirmation that no
 * careless tap gives, and then a view for the staff, whose clock goes on.
 *
 * What stands inside the tag is shown until the element works, and by engines that are too old for it.
 *
 * @attr code - the number of a code of the user
 * @attr card-id - its card; required for codes that the merchant made
 * @attr locale - `zh-CN` or `en`. Default: the client's, else the page's
 * @attr variant - `plain`: without ground and padding, to stand in something else
 * @attr theme - `default`, `dark`, `auto` (as the system is set)
 * @attr heading-level - level of its heading among the page's. Default 3
 * @attr state - set by the element: `loading error gone closed ready confirm busy paused done`
 * @prop client - a client of `createClient`. Default: the one of `Kaquan.configure`
 * @prop messages - texts that replace the built-in ones
 * @csspart sheet heading words fault go quiet field entry choices choice quote proof clock
 * @fires kq-ready, kq-status - what is shown, and that it has changed. Detail: `{ state }`
 * @fires kq-self-redeem - the code is used up. Detail: `{ redemptionId, redeemedAt, storeId, codeId, replayed }`
 * @fires kq-error - Detail: `{ code, retryable, requestId, message }`
 */
export class KqSelfRedeem extends HolderElement {
  static readonly observedAttributes = ['code', 'card-id', 'locale', 'heading-level'];

  private readonly stage = h('div', 'box');
  private readonly fault = note('fault', '');
  private redemption: SelfRedemption | null | undefined;
  private redeemed: SelfRedeemed | undefined;
  private error: CardError | undefined;
  private near: readonly NearStore[] = [];
  private order: Order = { ...EMPTY_ORDER };
  private faults: OrderFaults = {};
  private state = 'loading';
  private shownAt = 0;
  private pausedUntil = 0;
  private round = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected enter(): void {
    this.sheet.append(this.stage, this.fault);
    write(this.fault, '');
    this.turn('loading');
    void this.load();
  }

  protected leave(): void {
    clearTimeout(this.timer);
    this.redemption = undefined;
    this.redeemed = undefined;
    this.error = undefined;
    this.near = [];
    this.order = { ...EMPTY_ORDER };
    this.faults = {};
  }

  protected textsIn(isChinese: boolean): Readonly<Record<string, string>> {
    return isChinese ? { ...codeZhCN, ...redeemZhCN } : { ...codeEn, ...redeemEn };
  }

  private async load(): Promise<void> {
    const { page, visit } = this;
    const value = this.getAttribute('code');
    if (!page || !value) return;
    try {
      const cardId = this.getAttribute('card-id') || undefined;
      const redemption = await page.selfRedemption({ cardId, value });
      if (this.visit !== visit) return;
      this.redemption = redemption;
      const [only, ...others] = redemption ? redemption.stores : [];
      if (only && !others.length) this.order.storeId = only.id;
      this.turn(redemption ? (this.canRedeem(redemption) ? 'ready' : 'closed') : 'gone');
    } catch (thrown) {
      if (this.visit !== visit) return;
      this.error = this.tellError(thrown);
      this.turn('error');
    }
  }

  private canRedeem({ code, settings, stores }: SelfRedemption): boolean {
    return settings.isOpen && stores.length > 0 && code.state === 'USABLE';
  }

  private turn(state: string): void {
    this.state = state;
    this.round += 1;
    this.shownAt = Date.now();
    this.show();
  }

  private show(): void {
    const { state, page } = this;
    clearTimeout(this.timer);
    if (!page) return;
    this.fill(this.stage, state + this.round, () => this.parts());
    this.tellState(state);
    const { redemption } = this;
    const clock = this.stage.querySelector<HTMLElement>('.clock');
    const { say } = this.speak();
    if (clock && redemption)
      write(clock, `${say('redeemClock')} ${secondOf(page.now(), redemption.code.card.timeZone).slice(11)}`);
    if (state === 'paused' && Date.now() >= this.pausedUntil) this.turn('ready');
    else if (clock || state === 'paused') this.timer = setTimeout(() => this.show(), CLOCK_MS);
  }

  private parts(): readonly (Node | null)[] {
    const { state, redemption, redeemed, error, level, order } = this;
    const speak = this.speak();
    const { say } = speak;
    if (error && state === 'error') return this.failed(error, () => void this.load());
    if (state === 'loading') return [words('p', 'words', '…')];
    if (!redemption) return this.message(say('NOT_FOUND'));
    if (redeemed) return proof({ redemption, redeemed, level }, speak);
    if (state === 'closed') return this.message(say(redemption.settings.isOpen ? 'redeemUnusable' : 'redeemClosed'));
    if (state === 'busy') return [note('words', say('redeemBusy'))];
    if (state === 'paused') return this.message(say('redeemPause', this.minutesLeft()));
    const store = this.stores().find(({ id }) => id === order.storeId);
    if (state === 'confirm' && store) {
      const way = { confirm: () => void this.redeem(), back: () => this.turn('ready') };
      return confirmation({ redemption, store, order, level, ...way }, speak);
    }
    const findNear = 'geolocation' in navigator && !this.near.length ? () => this.findNear() : null;
    const form = { redemption, stores: this.stores(), order, faults: this.faults, level, findNear };
    return orderForm({ ...form, next: () => this.goNext(redemption) }, speak);
  }

  private stores(): readonly StoreFace[] {
    const { redemption, near } = this;
    return redemption ? nearestFirst(redemption.stores, near) : [];
  }

  private minutesLeft(): number {
    return Math.max(1, Math.ceil((this.pausedUntil - Date.now()) / 60_000));
  }

  private goNext({ settings }: SelfRedemption): void {
    write(this.fault, '');
    this.faults = faultsIn(this.order, settings);
    this.turn(Object.keys(this.faults).length ? 'ready' : 'confirm');
    const wrong = this.stage.querySelector<HTMLElement>('[aria-invalid=true]');
    if (wrong) wrong.focus();
  }

  /** Only on the user's tap: nobody is asked for their place before. */
  private findNear(): void {
    const { page, visit, redemption } = this;
    if (!page || !redemption) return;
    const failed = (): void => write(this.fault, this.speak().say('redeemNoPlace'));
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) =>
        void page.storesNear(redemption.code.card.id, { latitude, longitude }).then((near) => {
          if (this.visit !== visit || this.state !== 'ready') return;
          const named = redemption.stores.length < 100 ? near.filter(({ id }) => this.isNamed(id)) : near;
          this.near = named;
          const [nearest] = named;
          if (nearest && !this.order.storeId) this.order.storeId = nearest.id;
          if (!nearest) failed();
          this.turn('ready');
        }, failed),
      failed,
      { timeout: LOCATE_MS, maximumAge: 60_000 },
    );
  }

  private isNamed(storeId: string): boolean {
    const { redemption } = this;
    return Boolean(redemption && redemption.stores.some(({ id }) => id === storeId));
  }

  private async redeem(): Promise<void> {
    const { page, visit, redemption, order } = this;
    const sure = this.stage.querySelector('input:checked');
    if (!page || !redemption || !sure || Date.now() - this.shownAt < REACTION_MS) return;
    const { needsVerificationCode, needsRemarkAmount } = redemption.settings;
    this.turn('busy');
    try {
      const redeemed = await page.selfRedeem({
        codeId: redemption.code.id,
        storeId: order.storeId,
        verificationCode: needsVerificationCode ? order.verificationCode.trim() : undefined,
        remarkAmountFen: (needsRemarkAmount && fenIn(order.amount)) || undefined,
      });
      // Another code may stand here by now, which nobody has used up.
      if (this.visit === visit) {
        this.redeemed = redeemed;
        this.turn('done');
      }
      const { id: redemptionId, redeemedAt, replayed } = redeemed;
      this.dispatch('self-redeem', {
        redemptionId,
        redeemedAt,
        storeId: order.storeId,
        codeId: redemption.code.id,
        replayed,
      });
    } catch (thrown) {
      if (this.visit === visit) this.sayRefusal(cardErrorOf(thrown));
    }
  }

  private sayRefusal(error: CardError): void {
    const { say, explain } = this.speak();
    const { triesLeft, retryAfterMs, signInUrl } = error.fields;
    this.tellError(error);
    if (typeof signInUrl === 'string') return signIn(signInUrl, this.getAttribute('code') || '');
    if (error.code === 'THROTTLED') {
      this.pausedUntil = Date.now() + (Number(retryAfterMs) || 900_000);
      return this.turn('paused');
    }
    write(this.fault, typeof triesLeft === 'number' ? say('redeemTries', triesLeft) : explain(error));
    if (typeof triesLeft === 'number') this.order.verificationCode = '';
    this.turn('ready');
    // Used up meanwhile, by an order whose answer was lost too, or over: how it stands now is asked for.
    if (/^(ALREADY_REDEEMED|CODE_|SELF_|EXPIRED|IDEMPOTENCY_KEY)/.test(error.code)) void this.load();
  }
}
