import type { CardError } from '../../core/errors.ts';
import { speakerOf } from '../../texts/speak.ts';
import type { CardFace } from '../../code-types.ts';
import type { ChallengeDetail, Claim, Client, Messages } from '../../types.ts';
import { HostElement } from '../kit/host-element.ts';
import { pageClient } from '../kit/page-client.ts';
import { signIn, takeTap } from '../kit/sign-in.ts';
import { adoptStyles } from '../kit/styles.ts';
import { type ClaimFlow, createClaimFlow } from './claim-flow.ts';
import { claimSceneOf } from './claim-scene.ts';
import { ClaimView } from './claim-view.ts';
import { faceIn } from './face-in.ts';
import { faceTextsOf } from './face-texts.ts';
import css from './kq-claim.css?inline';

declare global {
  interface HTMLElementTagNameMap {
    'kq-claim': KqClaim;
  }
}

/**
 * Shows one card and lets the user claim it. After the claim it shows the code and follows it: redeemed at the till,
 * the page shows it as used.
 *
 * What stands inside the tag is shown until the element works, and by engines that are too old for it: put a link to
 * the hosted claim page there.
 *
 * @attr card-id - the card: `card_…`
 * @attr channel - where claims come from; comes back in reports and events
 * @attr card-ext - what your server has signed for this claim, the string of `signCardExt`
 * @attr placement - the placement that led here: its `token`
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
 * @fires kq-challenge - the server asks for a proof first. Detail: `{ challenge, respondWith(token or promise) }`
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
  private readonly view = new ClaimView();
  private page: Client | undefined;
  private flow: ClaimFlow | undefined;
  private cardId = '';
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
    this.flow = undefined;
    this.isReady = false;
    clearTimeout(this.timer);
    removeEventListener('online', this.retry);
  }

  attributeChangedCallback(): void {
    const cardId = this.getAttribute('card-id') || '';
    if (this.flow && cardId === this.cardId) return this.show();
    this.disconnectedCallback();
    this.cardId = cardId;
    if (!this.isConnected || !cardId) return;
    if (this.client) this.begin(this.client);
    else this.forget = pageClient.whenReady((client) => this.begin(client));
  }

  /** Claims, as a tap does. */
  async claim(): Promise<void> {
    if (this.flow && this.tell('before-claim', { cardId: this.cardId })) {
      await this.flow.claim({
        channel: this.said('channel'),
        cardExt: this.said('card-ext'),
        placementToken: this.said('placement'),
        onChallenge: (challenge) => this.challenged(challenge),
      });
    }
  }

  /** Whoever listens may pass it; else the client is asked. */
  private challenged(challenge: string): string | Promise<string> | undefined {
    let token: string | Promise<string> | undefined;
    const respondWith: ChallengeDetail['respondWith'] = (given) => void (token = given);
    this.dispatch('challenge', { challenge, respondWith });
    return token;
  }

  /** Asks for everything anew, with the properties of now. */
  reload(): void {
    this.disconnectedCallback();
    this.attributeChangedCallback();
  }

  override focus(options?: FocusOptions): void {
    this.view.parts.button.focus(options);
  }

  private begin(client: Client): void {
    const { view, cardId } = this;
    if (this.flow) this.flow.stop();
    addEventListener('online', this.retry);
    this.page = client;
    if (!this.shadowRoot) {
      const root = this.attachShadow({ mode: 'open' });
      root.append(view.root);
      adoptStyles(root, { css, ...client.options });
      view.parts.button.onclick = () => this.tap();
    }
    const listener = {
      onChange: () => this.show(),
      onClaim: (claim: Claim, replayed: boolean) => {
        this.tell('claim', { ...detailOf(claim), replayed });
        if (this.opens) this.open(claim);
      },
      onStatus: (claim: Claim) => this.tell('status', detailOf(claim)),
      onError: (error: CardError) => this.failed(error),
    };
    const flow = createClaimFlow(client, cardId, listener, { face: this.initial || faceIn(this) });
    this.flow = flow;
    const loaded = flow.load();
    // Who comes back without having signed in is not sent there again.
    const goesOn = (): boolean => flow.facts.claimsLeft !== undefined && this.getAttribute('state') === 'ready';
    if (takeTap(cardId)) void loaded.then(() => (goesOn() ? this.claim() : undefined));
  }

  private show(): void {
    const { page, flow, view } = this;
    if (!page || !flow) return;
    const { locale, messages } = page.options;
    const wanted = this.getAttribute('locale') || locale || document.documentElement.lang || navigator.language;
    const speak = speakerOf(wanted, { ...messages, ...this.messages });
    const scene = claimSceneOf(flow.facts, speak, page.now(), this.getAttribute('after-claim'));
    const [state] = scene;
    const { face } = flow.facts;
    this.setAttribute('state', state);
    view.show(scene, face && faceTextsOf(face, speak), this.getAttribute('heading-level') || '3');
    clearTimeout(this.timer);
    if (state === 'not-started') this.timer = setTimeout(() => this.show(), 1000);
    if (!face) return;
    view.paint(face);
    if (!this.isReady) this.tell('ready', { state });
    this.isReady = true;
  }

  /** Without a face there was no network; with one the user may be asked to tap again. */
  private readonly retry = (): void => {
    if (this.flow && !this.flow.facts.face) void this.flow.load();
  };

  private tap(): void {
    const { flow, view } = this;
    if (!flow || view.isStill) return;
    const { face, claim } = flow.facts;
    if (claim && this.opens) this.open(claim);
    else if (face) void this.claim();
    else void flow.load();
  }

  private get opens(): boolean {
    return this.getAttribute('after-claim') === 'open';
  }

  private open(claim: Claim): void {
    const link = this.querySelector('a');
    if (this.tell('open', detailOf(claim)) && link) link.click();
  }

  private failed({ code, retryable, requestId, message, fields }: CardError): void {
    const { signInUrl } = fields;
    if (typeof signInUrl === 'string') signIn(signInUrl, this.cardId);
    else this.tell('error', { code, retryable, requestId, message });
  }

  private said(name: string): string | undefined {
    return this.getAttribute(name) || undefined;
  }

  /** False when a listener said no. */
  private tell(name: string, detail: object): boolean {
    const { page, cardId } = this;
    const props = { cardId };
    if (page && page.options.onTrack) page.options.onTrack(name, props);
    this.dispatch('track', { name, props });
    return this.dispatch(name, detail);
  }

  private dispatch(name: string, detail: object): boolean {
    return this.dispatchEvent(
      new CustomEvent('kq-' + name, { bubbles: true, composed: true, cancelable: true, detail }),
    );
  }
}

const detailOf = ({ id, code }: Claim): object => ({ claimId: id, code: code.value, status: code.status });
