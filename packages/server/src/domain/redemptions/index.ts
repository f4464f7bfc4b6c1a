export { numberSeenBy, visibleAttempts } from './attempt.access.ts';
export { decryptCodeOnRecord } from './decrypt-code.ts';
export { deleteOldAttempts } from './delete-old-attempts.ts';
export { type RedeemCodeInput, redeemCode } from './redeem-code.ts';
export { createRedemptionLanes } from './redemption-lanes.ts';
export { storesToFollow, verificationCodeSeenBy, visibleRedemptions } from './redemption.access.ts';
export {
  AlreadyRedeemedError,
  AlreadyReversedError,
  CodeNotRedeemableError,
  OfflineProofInvalidError,
  OutsideTimeLimitError,
  ReversalTooLateError,
  RotatingCodeRequiredError,
  SelfRedemptionClosedError,
  UseLimitReachedError,
  VerificationCodeWrongError,
  WrongStoreError,
} from './redemption.errors.ts';
export { type Redeemability, redeemabilityById, redeemabilityOf } from './redemption.queries.ts';
export { type StaffFigures, staffFiguresOfToday } from './staff-figures.queries.ts';
export { reversibleUntil } from './reversal.rules.ts';
export { type ReverseRedemptionInput, reverseRedemption } from './reverse-redemption.ts';
export { type SelfRedeemCodeInput, selfRedeemCode } from './self-redeem-code.ts';
export { setRotatingCode } from './set-rotating-code.ts';
export { setSelfRedemption } from './set-self-redemption.ts';
