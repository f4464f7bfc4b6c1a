import { h } from './dom.ts';

/** A node with words in it. */
export function words<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  part: string,
  text: string,
): HTMLElementTagNameMap[Tag] {
  const node = h(tag, part);
  node.textContent = text;
  return node;
}

/** Writes only what differs: a screen reader hears of every change. */
export function write(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
  node.hidden = !text;
}

export function button(part: 'go' | 'quiet', text: string, onPress: () => void): HTMLButtonElement {
  const node = words('button', part, text);
  node.type = 'button';
  node.onclick = onPress;
  return node;
}

/** A heading of this level, which takes the focus when what stood there is gone. */
export function heading(text: string, level: number): HTMLElement {
  const node = words('div', 'heading', text);
  node.setAttribute('role', 'heading');
  node.setAttribute('aria-level', String(level));
  node.tabIndex = -1;
  return node;
}

/** What screen readers are told of when it changes. */
export function note(part: 'words' | 'fault', text: string): HTMLElement {
  const node = words('p', part, text);
  node.setAttribute('role', part === 'fault' ? 'alert' : 'status');
  return node;
}

/** A field below its name. */
export function field(text: string, input: HTMLInputElement | HTMLTextAreaElement, ...more: Node[]): HTMLElement {
  input.className = 'entry';
  input.setAttribute('part', 'entry');
  return h('label', 'field', words('span', 'label', text), input, ...more);
}

/** One of several, or a box of its own. */
export function choice(type: 'radio' | 'checkbox', name: string, ...content: Node[]): HTMLElement {
  const input = document.createElement('input');
  Object.assign(input, { type, name });
  input.className = 'tick';
  return h('label', 'choice', input, h('span', 'chosen', ...content));
}

/** A link of the web; nothing for anything else, which would be a way into the page. */
export function link(part: string, url: string | null, ...content: Node[]): HTMLElement | null {
  if (!url || !/^(https?:\/\/|\/(?!\/))/.test(url)) return null;
  const node = h('a', part, ...content);
  node.href = url;
  node.rel = 'noopener';
  return node;
}
