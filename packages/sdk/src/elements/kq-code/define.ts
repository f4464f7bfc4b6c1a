import { KqCode } from './kq-code.element.ts';

/** Registers the tag, unless this or another version has done so. */
export function defineKqCode(): void {
  if (typeof customElements !== 'undefined' && !customElements.get('kq-code')) customElements.define('kq-code', KqCode);
}
