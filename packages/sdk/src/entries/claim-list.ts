import { pageClient } from '../elements/kit/page-client.ts';
import { defineKqClaimList } from '../elements/kq-claim-list/define.ts';

export { KqClaimList } from '../elements/kq-claim-list/kq-claim-list.element.ts';
export type { ClaimListItem } from '../types.ts';
/** Tells all elements of the page where Kaquan is, and who the user is. */
export const configure = pageClient.configure;

defineKqClaimList();
