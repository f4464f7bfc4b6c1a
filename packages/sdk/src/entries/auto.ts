import { pageClient } from '../elements/kit/page-client.ts';
import { defineKqClaimList } from '../elements/kq-claim-list/define.ts';
import { defineKqWallet } from '../elements/kq-wallet/define.ts';

/** Tells all elements of the page where Kaquan is, and who the user is. */
export const configure = pageClient.configure;

defineKqClaimList();
// With everything for codes in hand.
defineKqWallet();
