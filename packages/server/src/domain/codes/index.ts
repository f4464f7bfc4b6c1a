export { announceExpiredCodes } from './announce-expired-codes.ts';
export { cancelImport } from './cancel-import.ts';
export { visibleCodeChanges, visibleCodes } from './code.access.ts';
export {
  CodeModeError,
  CodeStatusError,
  CodeTakenError,
  ImportEndedError,
  RotatingCodeExpiredError,
} from './code.errors.ts';
export { type CodeReference, getCodeOf, meantAmong, numbersIn } from './code.queries.ts';
export { handOverCode, offerCode, takeBackCode } from './code-gift.store.ts';
export { codeStatusAt, isRedeemable, type ShownCodeStatus, standingStatusAt } from './code.states.ts';
export { hasOwnCode, lockCode, recordCodeChange, returnCode } from './code.store.ts';
export type { CodeValueFault } from './code-value.rules.ts';
export { deleteCode } from './delete-code.ts';
export { type DepositResult, depositCodes } from './deposit-codes.ts';
export {
  type CheckedCodes,
  checkCodes,
  countDepositedCodes,
  type DepositedCodes,
  depositedCodesOf,
} from './deposit.queries.ts';
export type { RefusedValue } from './deposit.rules.ts';
export { countFreeCodes } from './deposit.store.ts';
export { decryptCode, encryptCodeOf } from './encrypt-code.queries.ts';
export { type GenerateCodesInput, generateCodes } from './generate-codes.ts';
export { heldCodes } from './held-codes.queries.ts';
export { visibleImports } from './import.access.ts';
export { getImport, problemPages } from './import.queries.ts';
export { type ImportFile, receiveImport } from './receive-import.ts';
export { lookUpCode, withinNumberTries } from './number-tries.ts';
export { namedCodeRefusal, numberOfNewCode } from './own-code.rules.ts';
export { type ReplaceCodeInput, replaceCode } from './replace-code.ts';
export { deleteAbandonedImports, runNextChunk } from './run-imports.ts';
export { type RotatingSteps, rotatingStepsOf } from './rotating-code.queries.ts';
export {
  findCode,
  getCode,
  getCodeToRedeem,
  SHOWN_BY_NUMBER,
  type Showing,
  showingOf,
} from './shown-code.queries.ts';
export { giftsUnderWay, overdueGifts } from './standing.access.ts';
export { inWalletState, ownCodes } from './wallet.access.ts';
export { type CodeAction, codeActionsAt, type WalletState, walletStateAt } from './wallet.rules.ts';
export { type VoidCodeInput, voidCode } from './void-code.ts';
export { openOwnCode, tellViews } from './tell-views.ts';
export type { TicketBranches } from './ticket-order.ts';
export { updateTicket, type UpdateTicketInput } from './update-ticket.ts';
