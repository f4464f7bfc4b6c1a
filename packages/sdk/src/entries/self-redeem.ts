import { pageClient } from '../elements/kit/page-client.ts';
import { defineKqSelfRedeem } from '../elements/kq-self-redeem/define.ts';

export { KqSelfRedeem } from '../elements/kq-self-redeem/kq-self-redeem.element.ts';
/** Tells all elements of the page where Kaquan is, and who the user is. */
export const configure = pageClient.configure;

defineKqSelfRedeem();
