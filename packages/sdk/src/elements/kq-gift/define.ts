import { defineKqCode } from '../kq-code/define.ts';
import { KqGift } from './kq-gift.element.ts';

/** Registers the tag, unless this or another version has done so; and that of the code which a friend gets. */
export function defineKqGift(): void {
  defineKqCode();
  if (typeof customElements !== 'undefined' && !customElements.get('kq-gift')) customElements.define('kq-gift', KqGift);
}
