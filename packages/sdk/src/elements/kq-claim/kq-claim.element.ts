import type { CardError } from '../../core/errors.ts';
import { speakerOf } from '../../texts/speak.ts';
import type { CardFace, Claim, Client, Messages } from '../../types.ts';
import { HostElement } from '../kit/host-element.ts';
import { pageClient } from '../kit/page-client.ts';
import { signIn, takeTap } from '../kit/sign-in.ts';
import { adoptStyles } from '../kit/styles.ts';
import { type ClaimFlow, createClaimFlow } from './claim-flow.ts';
import { type ClaimState, claimStateOf } from './claim-state.ts';
import { createClaimView } from './claim-view.ts';
import { faceIn } from './face-in.ts';
import css from './kq-claim.css?inline';

/**
 * Shows one card and lets the user claim it. After the claim it shows the code and follows it: redeemed at the till,
 * the page shows it as used.
 *
 * What stands inside the tag is shown until the element works, and by engines that are too old for it: put a link to
 * the hosted claim page there.
 *
 * @attr card-id - the card: `card_…`
 * @attr channel - where claims come from; comes back in reports and events
 * @attr variant - `card` (a whole coupon), `row` (a line of a list), `button` (the button alone). Default `card`
 * @attr locale - `zh-CN` or `en`. Default: the client's, else the page's
 * @attr theme - `default`, `weui`, `dark`, `auto` (as the system is set)
 * @attr heading-level - level of the title among the page's headings. Default 3
 * @attr after-claim - `code` shows the code, `open` leads to the coupon (`kq-open`), `none` shows that it was claimed
 * @attr state - set by the element: `loading ready busy claimed sold-out limit not-started expired not-eligible offline error`
 * @prop client - a client of `createClient`. Default: the one of `Kaquan.configure`. Set properties before the element is in
 *   the page, or call `reload()`
 * @prop initial - the face, where the page has it already; or a child `<script type="application/json">` with it
 * @prop messages - texts that replace the built-in ones
 * @slot logo - in place of the card's logo
 * @slot terms - between face and button
 * @slot action - in place of button and code
 * @csspart card face logo title subtitle value validity button code status
 * @fires kq-ready - the button can be used. Detail: `{ state }`
 * @fires kq-before-claim - cancelable, before a tap is sent. Detail: `{ cardId }`
 * @fires kq-claim - the user has the code. Detail: `{ claimId, code, status, replayed }`
 * @fires kq-status - the code has changed. Detail: `{ claimId, code, status }`
 * @fires kq-open - cancelable; by default the link inside the tag is followed. Detail: `{ claimId, code }`
 * @fires kq-error - Detail: `{ code, retryable, requestId, message }`
 * @fires kq-track - what the user did, for your analytics. Detail: `{ name, props }`
 */
export class KqClaim extends HostElement {
  static readonly observedAttributes = ['card-id', 'locale', 'heading-level', 'after-claim'];

  declare client?: Client;
  declare initial?: CardFace;
  declare messages?: Messages;
  private readonly view = createClaimView();
  private page: Client | undefined;
  private flow: ClaimFlow | undefined;
  private cardId: string | null = null;
  private isReady = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private forget: (() => void) | undefined;

  connectedCallback(): void {
    this.attributeChangedCallback();
  }

  disconnectedCallback(): void {
    const { flow, forget } = this;
    if (flow) flow.stop();
    if (forget) forget();
    this.flow = this.forget = undefined;
    this.isReady = false;
    clearTimeout(this.timer);
  }

  attributeChangedCallback(): void {
    const cardId = this.getAttribute('card-id');
    if (this.flow && cardId === this.cardId) return this.show();
    this.disconnectedCallback();
    this.cardId = cardId;
    if (!this.isConnected || !cardId) return;
    if (this.client) this.begin(this.client);
    else this.forget = pageClient.whenReady((client) => this.begin(client));
  }

  /** Claims, as a tap does. */
  async claim(): Promise<void> {
    const { flow, cardId } = this;
    if (!flow || !this.tell('kq-before-claim', { cardId })) return;
    this.track('tap');
    await flow.claim(this.getAttribute('channel') || undefined);
  }

  /** Asks for everything anew, with the properties of now. */
  reload(): void {
    this.disconnectedCallback();
    this.attributeChangedCallback();
  }

  override focus(options?: FocusOptions): void {
    this.view.button.focus(options);
  }

  private get state(): ClaimState {
    const { flow, page } = this;
    return claimStateOf(flow ? flow.facts : {}, page ? page.now() : 0);
  }

  private begin(client: Client): void {
    const { view } = this;
    const cardId = this.cardId || '';
    if (this.flow) this.flow.stop();
    this.page = client;
    if (!this.shadowRoot) {
      const root = this.attachShadow({ mode: 'open' });
      root.append(view.root);
      adoptStyles(root, { css, ...client.options });
      view.button.onclick = () => this.tap();
    }
    const listener = {
      onChange: () => this.show(),
      onClaim: (claim: Claim, replayed: boolean) => this.claimed(claim, replayed),
      onStatus: ({ id, code }: Claim) => this.tell('kq-status', { claimId: id, code: code.value, status: code.status }),
      onError: (error: CardError) => this.failed(error),
    };
    this.flow = createClaimFlow(client, cardId, listener, { face: this.initial || faceIn(this) });
    this.track('view');
    const loaded = this.flow.load();
    if (takeTap(cardId)) void loaded.then(() => (this.state.name === 'ready' ? this.claim() : undefined));
  }

  private show(): void {
    const { page, flow, state, view } = this;
    if (!page || !flow) return;
    const { locale, messages } = page.options;
    const wanted = this.getAttribute('locale') || locale || document.documentElement.lang || navigator.language;
    this.setAttribute('state', state.name);
    view.show({
      facts: flow.facts,
      state,
      speak: speakerOf(wanted, { ...messages, ...this.messages }),
      headingLevel: this.getAttribute('heading-level') || '3',
      afterClaim: this.getAttribute('after-claim') || 'code',
      now: page.now(),
    });
    clearTimeout(this.timer);
    if (state.startsAt) this.timer = setTimeout(() => this.show(), 1000);
    if (this.isReady || !flow.facts.face) return;
    this.isReady = true;
    this.tell('kq-ready', { state: state.name });
  }

  private tap(): void {
    const { flow, view } = this;
    if (!flow || view.button.getAttribute('aria-disabled') === 'true') return;
    const { face, claim } = flow.facts;
    if (claim && this.getAttribute('after-claim') === 'open') this.open(claim);
    else if (face) void this.claim();
    else void flow.load();
  }

  private open({ id, code }: Claim): void {
    const link = this.querySelector('a');
    if (this.tell('kq-open', { claimId: id, code: code.value }) && link) link.click();
  }

  private claimed(claim: Claim, replayed: boolean): void {
    const { id, code } = claim;
    this.tell('kq-claim', { claimId: id, code: code.value, status: code.status, replayed });
    this.track('claimed');
    if (this.getAttribute('after-claim') === 'open') this.open(claim);
  }

  private failed({ code, retryable, requestId, message, fields }: CardError): void {
    const { signInUrl } = fields;
    if (typeof signInUrl === 'string') return signIn(signInUrl, this.cardId || '');
    this.tell('kq-error', { code, retryable, requestId, message });
    this.track('refused');
  }

  private track(name: string): void {
    const { page, cardId } = this;
    const props = { cardId };
    this.tell('kq-track', { name, props });
    if (page && page.options.onTrack) page.options.onTrack(name, props);
  }

  /** False when a listener said no. */
  private tell(name: string, detail: object): boolean {
    const cancelable = /before|open/.test(name);
    return this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, cancelable, detail }));
  }
}
