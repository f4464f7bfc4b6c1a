import { defineKqGift } from '../kq-gift/define.ts';
import { defineKqSelfRedeem } from '../kq-self-redeem/define.ts';
import { KqCoupon } from './kq-coupon.element.ts';

/** Registers the tag and those in it, unless this or another version has done so. */
export function defineKqCoupon(): void {
  defineKqGift();
  defineKqSelfRedeem();
  if (typeof customElements !== 'undefined' && !customElements.get('kq-coupon'))
    customElements.define('kq-coupon', KqCoupon);
}
