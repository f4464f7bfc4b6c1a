import { KqClaim } from './kq-claim.element.ts';

/** Registers the tag, unless this or another version has done so. */
export function defineKqClaim(): void {
  if (typeof customElements !== 'undefined' && !customElements.get('kq-claim'))
    customElements.define('kq-claim', KqClaim);
}
