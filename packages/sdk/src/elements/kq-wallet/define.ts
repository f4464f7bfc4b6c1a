import { defineKqCoupon } from '../kq-coupon/define.ts';
import { KqWallet } from './kq-wallet.element.ts';

/** Registers the tags of wallet and coupon, unless this or another version has done so. */
export function defineKqWallet(): void {
  defineKqCoupon();
  if (typeof customElements !== 'undefined' && !customElements.get('kq-wallet'))
    customElements.define('kq-wallet', KqWallet);
}
