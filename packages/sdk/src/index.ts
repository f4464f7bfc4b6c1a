export { createClient } from './client.ts';
export { CardError, type ErrorCode, type ErrorFields } from './core/errors.ts';
export type { KeyValueStore } from './core/attempts.ts';
export type {
  CardBenefit,
  CardFace,
  Claim,
  ClaimAllItem,
  ClaimAllOptions,
  ClaimAllResult,
  ClaimContext,
  ClaimOptions,
  ClaimResult,
  Client,
  ClientOptions,
  CodeReference,
  CodeStatus,
  CodeType,
  Messages,
  UserTokenOption,
  RotatingCode,
  WalletCode,
  WalletOptions,
  WalletPage,
  WalletState,
} from './types.ts';
