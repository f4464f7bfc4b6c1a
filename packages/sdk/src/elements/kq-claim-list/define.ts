import { defineKqClaim } from '../kq-claim/define.ts';
import { KqClaimList } from './kq-claim-list.element.ts';

/** Registers the tag and that of its rows, unless this or another version has done so. */
export function defineKqClaimList(): void {
  defineKqClaim();
  if (typeof customElements !== 'undefined' && !customElements.get('kq-claim-list'))
    customElements.define('kq-claim-list', KqClaimList);
}
