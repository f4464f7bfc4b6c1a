import { pageClient } from '../elements/kit/page-client.ts';
import { defineKqWallet } from '../elements/kq-wallet/define.ts';

export { KqCoupon } from '../elements/kq-coupon/kq-coupon.element.ts';
export { KqWallet } from '../elements/kq-wallet/kq-wallet.element.ts';
/** Tells all elements of the page where Kaquan is, and who the user is. */
export const configure = pageClient.configure;

defineKqWallet();
