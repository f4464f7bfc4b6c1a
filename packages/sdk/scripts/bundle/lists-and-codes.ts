// Measured only: what a page has that shows lists of cards and codes.
import { defineKqClaimList } from '../../src/elements/kq-claim-list/define.ts';
import { defineKqCode } from '../../src/elements/kq-code/define.ts';

defineKqClaimList();
defineKqCode();
