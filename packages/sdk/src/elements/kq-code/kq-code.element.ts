import { codeEn, codeZhCN } from '../../texts/code.ts';
import { type Speak, speakerOf } from '../../texts/speak.ts';
import type { Client, Messages } from '../../types.ts';
import { HostElement } from '../kit/host-element.ts';
import { pageClient } from '../kit/page-client.ts';
import { signIn } from '../kit/sign-in.ts';
import { adoptStyles } from '../kit/styles.ts';
import { type CodeFlow, createCodeFlow } from './code-flow.ts';
import { type CodeFormat, type CodeScene, codeSceneOf, valueSceneOf } from './code-scene.ts';
import { CodeView } from './code-view.ts';
import css from './kq-code.css?inline';

declare global {
  interface HTMLElementTagNameMap {
    'kq-code': KqCode;
  }
}

/** Begin and end of a validity are seen so soon. */
const CLOCK_MS = 1_000;

/**
 * Shows one code at the till: as QR code, bar code or number, as its card says, and follows it live: used, over or gone,
 * it has no picture any more. Where the card asks for it, the QR code changes every 30 seconds. While the page is hidden nothing can be read off it. Texts have the page's colour, pictures
 * are dark on white whatever it is.
 *
 * What stands inside the tag is shown until the element works, and by engines that are too old for it.
 *
 * @attr code - the number of a code of the user: asked for, and followed
 * @attr card-id - its card; required for codes that the merchant made
 * @attr value - in place of `code`: a number that the page has; nothing is asked
 * @attr format - `qr`, `code128` or `both`, in place of what the card says. Default with `value`: `both`
 * @attr refresh - a QR code changes every 30 seconds, also where its card does not ask for it; without a network it goes on
 *   for five minutes
 * @attr masked - the number hides all but its last four signs until the user wants to see it
 * @attr locale - `zh-CN` or `en`. Default: the client's, else the page's
 * @attr state - set by the element: `loading usable upcoming used expired gifting given void gone offline error`
 * @prop client - a client of `createClient`. Default: the one of `Kaquan.configure`. Set properties before the element is in
 *   the page, or call `reload()`
 * @prop messages - texts that replace the built-in ones
 * @csspart pass image qr code128 text note reveal
 * @fires kq-ready - the code is shown, or why it is not. Detail: `{ state }`
 * @fires kq-status - its state has changed. Detail: `{ state }`
 * @fires kq-error - Detail: `{ code, retryable, requestId, message }`
 */
export class KqCode extends HostElement {
  static readonly observedAttributes = ['card-id', 'code', 'value', 'format', 'refresh', 'masked', 'locale'];

  declare client?: Client;
  declare messages?: Messages;
  private readonly view = new CodeView();
  private page: Client | undefined;
  private flow: CodeFlow | undefined;
  private forget: (() => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOpened = false;
  private lastError: unknown;

  connectedCallback(): void {
    document.addEventListener('visibilitychange', this.wake);
    addEventListener('online', this.wake);
    if (this.client) this.begin(this.client);
    else this.forget = pageClient.whenReady((client) => this.begin(client));
    // A number that the page has waits for nobody.
    if (this.hasAttribute('value')) this.show();
  }

  disconnectedCallback(): void {
    const { flow, forget } = this;
    document.removeEventListener('visibilitychange', this.wake);
    removeEventListener('online', this.wake);
    clearTimeout(this.timer);
    if (flow) flow.stop();
    if (forget) forget();
    this.flow = undefined;
    this.page = undefined;
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) return;
    if (/code|card-id|refresh/.test(name)) this.reload();
    else this.show();
  }

  /** Asks for the code anew, with the properties of now. */
  reload(): void {
    this.disconnectedCallback();
    this.removeAttribute('state');
    if (this.isConnected) this.connectedCallback();
  }

  private begin(client: Client): void {
    const { flow } = this;
    const value = this.getAttribute('code');
    if (flow) flow.stop();
    this.page = client;
    this.flow = undefined;
    if (value && !this.hasAttribute('value')) {
      const cardId = this.getAttribute('card-id') || undefined;
      this.flow = createCodeFlow(client, { cardId, value, isLive: this.hasAttribute('refresh') }, () => this.show());
      if (!document.hidden) void this.flow.load();
    }
    this.show();
  }

  private build(): void {
    const root = this.attachShadow({ mode: 'open' });
    root.append(this.view.root);
    adoptStyles(root, { css, ...(this.page || { options: {} }).options });
    this.view.button.onclick = () => this.press();
  }

  private show(): void {
    const { view } = this;
    const speak = this.speak();
    const scene = this.sceneOf(speak);
    if (!scene) return;
    const { state, number } = scene;
    if (!this.shadowRoot) this.build();
    const isMasked = this.hasAttribute('masked') && !this.isOpened;
    const names = { qr: speak.say('qrName'), code128: speak.say('barName') };
    const canReveal = this.hasAttribute('masked') && number && !scene.button;
    const button = canReveal ? speak.say(isMasked ? 'reveal' : 'conceal') : scene.button;
    view.show({ ...scene, button }, document.hidden, isMasked, names);
    this.tellOf(state);
    clearTimeout(this.timer);
    if (/usable|upcoming/.test(state)) this.timer = setTimeout(() => this.show(), CLOCK_MS);
  }

  private sceneOf(speak: Speak): CodeScene | undefined {
    const { page, flow } = this;
    const value = this.getAttribute('value');
    const given = this.getAttribute('format');
    const format = isFormat(given) ? given : null;
    if (value) return valueSceneOf(value, format);
    return page && flow && codeSceneOf(flow.facts, speak, page.now(), format);
  }

  private speak(): Speak {
    const { locale, messages }: Partial<Client['options']> = this.page ? this.page.options : {};
    const wanted = this.getAttribute('locale') || locale || document.documentElement.lang || navigator.language;
    const texts = /^zh/i.test(wanted) ? codeZhCN : codeEn;
    return speakerOf(wanted, { ...texts, ...messages, ...this.messages });
  }

  private tellOf(state: string): void {
    const before = this.getAttribute('state');
    const error = this.flow && this.flow.facts.error;
    this.setAttribute('state', state);
    if (before !== state && state !== 'loading')
      this.dispatch(before && before !== 'loading' ? 'status' : 'ready', { state });
    if (error && error !== this.lastError) {
      const { code, retryable, requestId, message } = error;
      this.dispatch('error', { code, retryable, requestId, message });
    }
    this.lastError = error;
  }

  private press(): void {
    const { flow } = this;
    const error = flow && flow.facts.error;
    const address = error && error.fields['signInUrl'];
    if (typeof address === 'string') return signIn(address, this.getAttribute('code') || '');
    if (flow && /offline|error/.test(this.getAttribute('state') || '')) return void flow.load();
    this.isOpened = !this.isOpened;
    this.show();
  }

  /** Shown again, or online: what has become of the code meanwhile is asked for. */
  private readonly wake = (): void => {
    if (document.hidden) this.isOpened = false;
    else if (this.flow) void this.flow.load();
    this.show();
  };

  private dispatch(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent('kq-' + name, { bubbles: true, composed: true, detail }));
  }
}

const isFormat = (text: string | null): text is CodeFormat => /^(qr|code128|both)$/.test(text || '');
