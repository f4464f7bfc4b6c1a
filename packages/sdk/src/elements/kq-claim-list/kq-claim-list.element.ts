import { cardErrorOf } from '../../core/errors.ts';
import { listEn, listZhCN } from '../../texts/list.ts';
import { type Speak, speakerOf } from '../../texts/speak.ts';
import type { ClaimListItem, Client, Messages } from '../../types.ts';
import { HostElement } from '../kit/host-element.ts';
import { pageClient } from '../kit/page-client.ts';
import { signIn, takeTap } from '../kit/sign-in.ts';
import { adoptStyles } from '../kit/styles.ts';
import rowCss from '../kq-claim/kq-claim.css?inline';
import type { KqClaim } from '../kq-claim/kq-claim.element.ts';
import { type ClaimsTogether, createClaimsTogether } from './claims-together.ts';
import css from './kq-claim-list.css?inline';
import { itemsOf } from './list-items.ts';
import { isClaimable, listSceneOf } from './list-scene.ts';
import { ListView } from './list-view.ts';

declare global {
  interface HTMLElementTagNameMap {
    'kq-claim-list': KqClaimList;
  }
}

/** What rows are told as the list is. */
const OF_ROWS = ['channel', 'placement', 'locale', 'theme', 'heading-level', 'after-claim'];
/** What rows tell; the list adds which card it is about. */
const OF_EVENTS = ['ready', 'before-claim', 'claim', 'status', 'open', 'error'];

/**
 * Shows several cards, each as a row that can be claimed by itself. With `mode="all"` one button claims everything that
 * can be had, ten cards with a request; each row shows what became of it, and what failed can be tried again without
 * anything being claimed twice.
 *
 * What stands inside the tag is shown until the element works, and by engines that are too old for it.
 *
 * @attr card-ids - the cards: ids with spaces or commas between them
 * @attr mode - `each` (a button for each row) or `all` (one more for all of them). Default `each`
 * @attr channel - where claims come from; comes back in reports and events
 * @attr placement - the placement that led here: its `token`
 * @attr locale - `zh-CN` or `en`. Default: the client's, else the page's
 * @attr theme - `default`, `weui`, `dark`, `auto` (as the system is set)
 * @attr heading-level - level of the rows' titles among the page's headings. Default 3
 * @attr after-claim - what a row shows after its claim: `code`, `open` or `none`, as of `<kq-claim>`
 * @attr state - set by the element: `loading ready busy done`
 * @prop client - a client of `createClient`. Default: the one of `Kaquan.configure`. Set properties before the element is in
 *   the page, or call `reload()`
 * @prop items - the cards with what belongs to each: `[{ cardId, cardExt?, thumbUrl?, initial? }]`; or a child
 *   `<script type="application/json">` with `{ "items": […] }`
 * @prop messages - texts that replace the built-in ones
 * @csspart list item bar summary all - of the list; and all parts of `<kq-claim>`, of its rows
 * @fires kq-ready, kq-before-claim, kq-claim, kq-status, kq-open, kq-error, kq-track - as of `<kq-claim>`, for each row, with
 *   `cardId` in the detail
 * @fires kq-claims - the button for all has done what it could. Detail: `{ claimed, refused, results }`, the latter a list of
 *   `{ cardId, claim }` or `{ cardId, error }` with the details of `kq-claim` and `kq-error`
 */
export class KqClaimList extends HostElement {
  static readonly observedAttributes = ['card-ids', 'mode', ...OF_ROWS];

  declare client?: Client;
  declare items?: readonly ClaimListItem[];
  declare messages?: Messages;
  private readonly view = new ListView();
  private observer: MutationObserver | undefined;
  private page: Client | undefined;
  private together: ClaimsTogether | undefined;
  private forget: (() => void) | undefined;
  private isBusy = false;
  /** The user has come back from signing in, for all cards. */
  private goesOn = false;
  /** Rows of the last tap on the button, with what they have told since. */
  private asked = new Map<KqClaim, object>();

  connectedCallback(): void {
    if (this.client) this.begin(this.client);
    else this.forget = pageClient.whenReady((client) => this.begin(client));
  }

  disconnectedCallback(): void {
    const { forget, observer, view } = this;
    if (forget) forget();
    if (observer) observer.disconnect();
    view.clear();
    this.asked = new Map();
    this.forget = undefined;
    this.isBusy = false;
  }

  attributeChangedCallback(name: string): void {
    if (!this.page || !this.isConnected) return;
    if (name === 'card-ids') return this.reload();
    if (name !== 'mode') this.view.rows.forEach((row) => this.tellRow(row, name));
    this.show();
  }

  /** Claims everything that can be had, as a tap on the button does. */
  async claim(): Promise<void> {
    const { together, view, isBusy } = this;
    const rows = view.rows.filter((row) => isClaimable(row.getAttribute('state')));
    if (!together || !rows.length || isBusy) return;
    const asked = new Map(rows.map((row) => [row, {}]));
    this.asked = asked;
    this.isBusy = true;
    this.show();
    const isSent = await this.maySend(rows);
    if (isSent) await together.gather(rows.map((row) => () => row.claim()));
    // Another list by now.
    if (this.asked !== asked) return;
    this.isBusy = false;
    if (isSent) this.conclude();
    else asked.clear();
    this.show();
  }

  /** Makes all rows anew, with the properties of now. */
  reload(): void {
    this.disconnectedCallback();
    if (this.isConnected) this.connectedCallback();
  }

  override focus(options?: FocusOptions): void {
    const { view } = this;
    const [first] = view.rows;
    if (this.isForAll) view.button.focus(options);
    else if (first) first.focus(options);
  }

  private begin(client: Client): void {
    const { view } = this;
    this.asked = new Map();
    this.isBusy = false;
    this.page = client;
    const together = createClaimsTogether(client, () => this.goOn());
    this.together = together;
    if (!this.shadowRoot) this.build(client);
    view.fill(itemsOf(this, this.items), { client: together.client, messages: this.messages });
    view.rows.forEach((row) => OF_ROWS.forEach((name) => this.tellRow(row, name)));
    view.append();
    if (!this.observer) this.observer = new MutationObserver(() => this.show());
    this.observer.observe(view.list, { attributes: true, attributeFilter: ['state'], subtree: true });
    this.goesOn = takeTap(this.tapName);
    this.show();
  }

  private build(client: Client): void {
    const { view } = this;
    const root = this.attachShadow({ mode: 'open' });
    root.append(view.bar, view.list);
    adoptStyles(root, { css: rowCss + css, ...client.options });
    view.button.onclick = () => void this.claim();
    for (const name of OF_EVENTS) root.addEventListener('kq-' + name, (event) => this.hear(name, event));
  }

  /** What rows tell goes on to the page, which wants to know of which card. */
  private hear(name: string, { target, detail }: Event & { detail?: object }): void {
    const row = this.view.rows.find((one) => one === target);
    if (!row || !detail) return;
    const told = this.asked.get(row);
    if (told && /^(claim|error)$/.test(name)) Object.assign(told, { [name]: { ...detail } });
    Object.assign(detail, { cardId: row.getAttribute('card-id') });
  }

  private tellRow(row: KqClaim, name: string): void {
    const value = this.getAttribute(name);
    if (value === null) row.removeAttribute(name);
    else row.setAttribute(name, value);
  }

  private show(): void {
    const { page, view, asked, isBusy } = this;
    if (!page) return;
    const facts = view.rows.map((row) => ({ state: row.getAttribute('state'), isAsked: asked.has(row) }));
    const [state, status, button, isStill] = listSceneOf(facts, isBusy, this.speakOf(page));
    this.setAttribute('state', state);
    view.bar.hidden = !this.isForAll;
    view.show(status, button, isStill);
    this.goOn();
  }

  private speakOf({ options }: Client): Speak {
    const locale = this.getAttribute('locale') || options.locale || document.documentElement.lang || navigator.language;
    const texts = /^zh/i.test(locale) ? listZhCN : listEn;
    return speakerOf(locale, { ...texts, ...options.messages, ...this.messages });
  }

  /** Without a user each row would lead to the page that signs in; one of them is enough, and all go on afterwards. */
  private async maySend([first]: readonly KqClaim[]): Promise<boolean> {
    const { page, together } = this;
    if (!page || !together || !first || !page.options.userToken || together.isKnown()) return true;
    try {
      await page.claimContext(first.getAttribute('card-id') || '');
    } catch (thrown) {
      const { signInUrl } = cardErrorOf(thrown).fields;
      if (typeof signInUrl !== 'string') return true;
      signIn(signInUrl, this.tapName);
      return false;
    }
    return true;
  }

  /** Claims for who has come back, once all rows have been answered. Who has not signed in is not sent there again. */
  private goOn(): void {
    const { goesOn, together, view } = this;
    const isThere = view.rows.every((row) => !/^(loading)?$/.test(row.getAttribute('state') || ''));
    if (!goesOn || !together || !together.isKnown() || together.isAsking() || !isThere) return;
    this.goesOn = false;
    // Not before the last row has taken its answer: it would ask once more.
    setTimeout(() => void this.claim());
  }

  private conclude(): void {
    const results = Array.from(this.asked, ([row, told]) => ({ cardId: row.getAttribute('card-id'), ...told }));
    const claimed = results.filter((result) => 'claim' in result).length;
    const props = { claimed, refused: results.filter((result) => 'error' in result).length };
    const { page } = this;
    if (page && page.options.onTrack) page.options.onTrack('claims', props);
    this.dispatch('track', { name: 'claims', props });
    this.dispatch('claims', { ...props, results });
  }

  private dispatch(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent('kq-' + name, { bubbles: true, composed: true, detail }));
  }

  private get isForAll(): boolean {
    return this.getAttribute('mode') === 'all';
  }

  /** Not the name of a card: a row that was tapped goes on by itself. */
  private get tapName(): string {
    const [first] = this.view.rows;
    return 'all:' + (first ? first.getAttribute('card-id') || '' : '');
  }
}
