import type { CardFace } from '../../code-types.ts';
import { h, slot } from '../kit/dom.ts';
import { faceColorOf } from '../kit/face-color.ts';
import type { ClaimScene } from './claim-scene.ts';
import type { FaceTexts } from './face-texts.ts';

/** The nodes of one card, made once; texts are written into them, so that focus and screen readers stay. */
export class ClaimView {
  readonly root: HTMLElement;
  /** What holds text. */
  readonly parts = {
    value: h('p', 'value'),
    condition: h('p', 'condition'),
    brand: h('span', 'brand'),
    title: h('div', 'title'),
    subtitle: h('p', 'subtitle'),
    validity: h('p', 'validity'),
    status: h('p', 'status'),
    code: h('p', 'code'),
    button: h('button', 'button'),
  };
  /** The button does nothing now. It is not disabled, because then it would lose the focus. */
  isStill = true;
  private readonly logo = h('img', 'logo');

  constructor() {
    const { logo, parts } = this;
    const { title, status, code, button } = parts;
    const head = h('div', 'head', slot('logo', logo), parts.brand);
    const info = h('div', 'info', head, title, parts.subtitle, parts.validity);
    const face = h('div', 'face', h('div', 'stub', parts.value, parts.condition), info);
    this.root = h(
      'div',
      'card',
      face,
      slot('terms'),
      h('div', 'action', status, slot('action', h('div', 'buttons', code, button))),
    );
    logo.alt = '';
    logo.hidden = true;
    code.tabIndex = -1;
    title.setAttribute('role', 'heading');
    status.setAttribute('role', 'status');
  }

  /** Writes what is shown. What has no text is hidden, but for the status, which screen readers listen to. */
  show([state, button, status, code, isOver]: ClaimScene, face: FaceTexts | undefined, headingLevel: string): void {
    const { parts, root } = this;
    const texts: Readonly<Record<string, string | undefined>> = { ...face, button, status, code };
    const hadFocus = parts.button.matches(':focus');
    this.isStill = !/ready|claimed|error|offline/.test(state);
    parts.title.setAttribute('aria-level', headingLevel);
    parts.button.setAttribute('aria-disabled', String(this.isStill));
    root.className = 'card' + (isOver ? ' over' : '');
    for (const [part, node] of Object.entries(parts)) {
      const text = texts[part] || '';
      // Only what differs: a screen reader hears of every change.
      if (node.textContent !== text) node.textContent = text;
      node.hidden = !text && part !== 'status';
    }
    if (hadFocus && parts.button.hidden) parts.code.focus();
  }

  paint({ logoUrl, color }: CardFace): void {
    const { root, logo } = this;
    // Anything but the web would be a way into the page.
    const isWeb = /^https?:/.test(logoUrl);
    logo.hidden = !isWeb;
    if (isWeb && logo.src !== logoUrl) logo.src = logoUrl;
    root.style.setProperty('--_face', faceColorOf(color.hex));
  }
}
