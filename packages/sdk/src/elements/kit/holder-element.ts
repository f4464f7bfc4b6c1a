import { type CardError, cardErrorOf } from '../../core/errors.ts';
import { type Speak, speakerOf } from '../../texts/speak.ts';
import type { Client, Messages } from '../../types.ts';
import { h } from './dom.ts';
import css from './holder.css?inline';
import { HostElement } from './host-element.ts';
import { pageClient } from './page-client.ts';
import { button, heading, note } from './pieces.ts';
import { signIn } from './sign-in.ts';
import { adoptStyles } from './styles.ts';

type Texts = Readonly<Record<string, string>>;

/** What elements for codes in hand have in common: the client, the language, one thing shown at a time, and news. */
export abstract class HolderElement extends HostElement {
  declare client?: Client;
  declare messages?: Messages;
  protected page: Client | undefined;
  /** Another one begins with each client, number or place in a page: what was asked for in one says nothing in the next. */
  protected visit = 0;
  protected readonly sheet = h('div', 'sheet');
  private readonly filled = new Map<HTMLElement, string>();
  private forget: (() => void) | undefined;

  connectedCallback(): void {
    if (this.client) this.start(this.client);
    else this.forget = pageClient.whenReady((client) => this.start(client));
  }

  disconnectedCallback(): void {
    const { forget } = this;
    if (forget) forget();
    this.leave();
    this.visit += 1;
    this.page = undefined;
  }

  attributeChangedCallback(): void {
    if (this.isConnected && this.page) this.reload();
  }

  /** Begins anew, with the properties of now. */
  reload(): void {
    this.disconnectedCallback();
    this.removeAttribute('state');
    this.filled.clear();
    if (this.isConnected) this.connectedCallback();
  }

  /** A client is there. */
  protected abstract enter(page: Client): void;
  /** The element goes, or another client comes. */
  protected abstract leave(): void;
  /** Its own words in this language. */
  protected abstract textsIn(isChinese: boolean): Texts;

  protected speak(): Speak {
    const { locale, messages }: Partial<Client['options']> = this.page ? this.page.options : {};
    const wanted = this.getAttribute('locale') || locale || document.documentElement.lang || navigator.language;
    return speakerOf(wanted, { ...this.textsIn(/^zh/i.test(wanted)), ...messages, ...this.messages });
  }

  protected get level(): number {
    return Number(this.getAttribute('heading-level')) || 3;
  }

  /** Shows in a box what belongs to the key; while the key is the same, nothing moves. Focus goes to what is new. */
  protected fill(box: HTMLElement, key: string, build: () => readonly (Node | null)[]): void {
    if (this.filled.get(box) === key) return;
    const hadFocus = box.querySelector(':focus');
    this.filled.set(box, key);
    box.textContent = '';
    for (const node of build()) if (node) box.append(node);
    const first = hadFocus && box.querySelector<HTMLElement>('[tabindex="-1"],button,a');
    if (first) first.focus();
  }

  /** Why there is nothing, and what can be done about it. */
  protected failed(error: CardError, again: () => void): readonly Node[] {
    const { say, explain } = this.speak();
    const { signInUrl } = error.fields;
    if (typeof signInUrl === 'string')
      return [
        note('words', explain(error)),
        button('go', say('signIn'), () => signIn(signInUrl, this.getAttribute('code') || 'kq')),
      ];
    return [note('words', explain(error)), button('quiet', say('retry'), again)];
  }

  protected message(text: string): readonly Node[] {
    return [heading(text, this.level)];
  }

  protected tellState(state: string): void {
    const before = this.getAttribute('state');
    this.setAttribute('state', state);
    if (before !== state && state !== 'loading')
      this.dispatch(before && before !== 'loading' ? 'status' : 'ready', { state });
  }

  protected tellError(thrown: unknown): CardError {
    const error = cardErrorOf(thrown);
    const { code, retryable, requestId, message } = error;
    this.dispatch('error', { code, retryable, requestId, message });
    return error;
  }

  /** Whether whoever listens lets it happen. */
  protected dispatch(name: string, detail: object, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent('kq-' + name, { bubbles: true, composed: true, cancelable, detail }));
  }

  private start(client: Client): void {
    if (this.page) this.leave();
    this.visit += 1;
    this.page = client;
    if (!this.shadowRoot) {
      const root = this.attachShadow({ mode: 'open' });
      root.append(this.sheet);
      adoptStyles(root, { css, ...client.options });
    }
    this.enter(client);
  }
}
