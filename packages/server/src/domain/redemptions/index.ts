export { type RedeemCodeInput, redeemCode } from './redeem-code.ts';
export { storesToFollow, visibleRedemptions } from './redemption.access.ts';
export {
  AlreadyRedeemedError,
  CodeNotRedeemableError,
  OutsideTimeLimitError,
  StoreRequiredError,
  UseLimitReachedError,
  WrongStoreError,
} from './redemption.errors.ts';
export { type Redeemability, redeemabilityOf } from './redemption.queries.ts';
