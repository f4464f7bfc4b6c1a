import { pageClient } from '../elements/kit/page-client.ts';
import { defineKqGift } from '../elements/kq-gift/define.ts';

export { KqGift } from '../elements/kq-gift/kq-gift.element.ts';
/** Tells all elements of the page where Kaquan is, and who the user is. */
export const configure = pageClient.configure;

defineKqGift();
