import { KqSelfRedeem } from './kq-self-redeem.element.ts';

/** Registers the tag, unless this or another version has done so. */
export function defineKqSelfRedeem(): void {
  if (typeof customElements !== 'undefined' && !customElements.get('kq-self-redeem'))
    customElements.define('kq-self-redeem', KqSelfRedeem);
}
