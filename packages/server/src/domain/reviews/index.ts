export { recordFastApproval } from './record-fast-approval.ts';
