export { createClient } from './client.ts';
export { CardError, type ErrorCode, type ErrorFields } from './core/errors.ts';
export type { KeyValueStore } from './core/attempts.ts';
export type {
  CardBenefit,
  CardFace,
  CodeReference,
  CodeStatus,
  CodeType,
  RotatingCode,
  WalletCode,
  WalletOptions,
  WalletPage,
  WalletState,
} from './code-types.ts';
export type {
  ChallengeDetail,
  Claim,
  ClaimAllItem,
  ClaimAllOptions,
  ClaimAllResult,
  ClaimContext,
  ClaimOptions,
  ClaimResult,
  Client,
  ClientOptions,
  Messages,
  OnChallenge,
  ProofOfWork,
  UserTokenOption,
} from './types.ts';
export type {
  CardEntry,
  CardTimeLimit,
  Coupon,
  Gift,
  GiftOptions,
  GiftStatus,
  NearStore,
  Place,
  Replayed,
  SelfRedemption,
  SelfRedemptionSettings,
  SelfRedeemed,
  SelfRedeemOptions,
  SharedGift,
  StoreFace,
} from './holding-types.ts';
