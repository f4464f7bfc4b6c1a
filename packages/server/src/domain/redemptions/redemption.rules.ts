import type { CodeStatus } from '../../generated/prisma/enums.ts';
import { type DomainError, ExpiredError, NotStartedError } from '../kit/errors.ts';
import {
  AlreadyRedeemedError,
  CodeNotRedeemableError,
  OutsideTimeLimitError,
  StoreRequiredError,
  UseLimitReachedError,
  WrongStoreError,
} from './redemption.errors.ts';

/** All that decides whether a code can be redeemed at a moment (R2). */
export type RedemptionFacts = {
  code: { status: CodeStatus; isRedeemable: boolean; validFrom: Date; validUntil: Date };
  /** The redemption that used the code up; null while there is none. */
  redeemed: { redeemedAt: Date; storeId: string | null } | null;
  card: {
    useLimit: number;
    usesAllStores: boolean;
    storeIds: readonly string[];
    enforcesTimeLimits: boolean;
  };
  /** How often the holder has redeemed the card. */
  useCount: number;
  storeId: string | null;
  /** Stores that bind the actor; null: none does. */
  boundStoreIds: readonly string[] | null;
  /** Whether this moment lies within the hours of the card (C12). */
  isWithinHours: boolean;
};

/** Why the code can't be redeemed, or null. The first reason in this order: status, validity, store, hours, limit. */
export function redemptionRefusal(facts: RedemptionFacts, at: Date): DomainError | null {
  return statusRefusal(facts, at) ?? storeRefusal(facts) ?? hoursRefusal(facts) ?? limitRefusal(facts);
}

function statusRefusal({ code, redeemed }: RedemptionFacts, at: Date): DomainError | null {
  if (code.status === 'CONSUMED' && redeemed) return new AlreadyRedeemedError(redeemed.redeemedAt, redeemed.storeId);
  if (!code.isRedeemable) return new CodeNotRedeemableError(code.status);
  if (at < code.validFrom) return new NotStartedError(code.validFrom);
  if (code.validUntil <= at) return new ExpiredError(code.validUntil);
  return null;
}

/** A card that names no store can be used in any; one that names some, only there (W4, R2). */
function storeRefusal({ card, storeId, boundStoreIds }: RedemptionFacts): DomainError | null {
  if (boundStoreIds && storeId === null) return new StoreRequiredError();
  if (storeId === null) return null;
  if (boundStoreIds && !boundStoreIds.includes(storeId))
    return new WrongStoreError('This credential may not act in this store');
  const isAnyStore = card.usesAllStores || card.storeIds.length === 0;
  return isAnyStore || card.storeIds.includes(storeId) ? null : new WrongStoreError();
}

function hoursRefusal({ card, isWithinHours }: RedemptionFacts): DomainError | null {
  return card.enforcesTimeLimits && !isWithinHours ? new OutsideTimeLimitError() : null;
}

function limitRefusal({ card, useCount }: RedemptionFacts): DomainError | null {
  return useCount < card.useLimit ? null : new UseLimitReachedError(card.useLimit, useCount);
}
