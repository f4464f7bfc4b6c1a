export { visibleCodeChanges, visibleCodes } from './code.access.ts';
export { type CodeReference, findCode, getCode, getCodeToRedeem } from './code.queries.ts';
export { CodeStatusError } from './code.errors.ts';
export { codeStatusAt, isRedeemable, type ShownCodeStatus } from './code.states.ts';
export { issueSystemCode, recordCodeChange } from './code.store.ts';
export { heldCodes } from './held-codes.queries.ts';
export type { TicketBranches } from './ticket-order.ts';
export { updateTicket, type UpdateTicketInput } from './update-ticket.ts';
