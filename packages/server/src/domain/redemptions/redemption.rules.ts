import type { CodeStatus, RedemptionWay } from '../../generated/prisma/enums.ts';
import type { Actor } from '../kit/actor.ts';
import {
  type DomainError,
  ExpiredError,
  InvalidInputError,
  NotAllowedError,
  NotStartedError,
  StoreRequiredError,
} from '../kit/errors.ts';
import {
  AlreadyRedeemedError,
  CodeNotRedeemableError,
  OutsideTimeLimitError,
  RotatingCodeRequiredError,
  UseLimitReachedError,
  WrongStoreError,
} from './redemption.errors.ts';

/** All that decides whether a code can be redeemed at a moment (R2). */
export type RedemptionFacts = {
  code: { status: CodeStatus; isRedeemable: boolean; validFrom: Date; validUntil: Date | null };
  /** The redemption that used the code up, and was not taken back; null while there is none. */
  redeemed: { redeemedAt: Date; storeId: string | null } | null;
  card: {
    useLimit: number;
    usesAllStores: boolean;
    storeIds: readonly string[];
    enforcesTimeLimits: boolean;
    needsRotatingCode: boolean;
  };
  way: RedemptionWay;
  /** How the code was shown; `refusal`: why a rotating text is not good at this moment. */
  showing: { isRotating: boolean; refusal: DomainError | null };
  /** How often the holder has redeemed the card. */
  useCount: number;
  storeId: string | null;
  /** Stores that bind the actor; null: none does. */
  boundStoreIds: readonly string[] | null;
  /** The person at the till; null: nobody was named. */
  staff: {
    /** By their role at the merchant. */
    mayRedeem: boolean;
    isDisabled: boolean;
    /** Empty: every store. */
    storeIds: readonly string[];
  } | null;
  /** Whether this moment lies within the hours of the card (C12). */
  isWithinHours: boolean;
};

/**
 * Who stands at the till (R1): the person who signed in, unless an owner or manager names somebody else.
 * Throws NotAllowedError for staff who name a colleague.
 */
export function staffIdOf(actor: Actor, named: string | null): string | null {
  if (actor.kind !== 'person') return named;
  if (named !== null && named !== actor.id && actor.role === 'STAFF')
    throw new NotAllowedError('Staff redeem in their own name', { field: ['staffId'] });
  return named ?? actor.id;
}

/** The ways that a person can name (R1). */
export type StaffWay = 'STAFF_SCAN' | 'STAFF_TYPED' | 'CONSOLE';

/** How the actor redeems (R1). Throws InvalidInputError for a program that names the way of a person. */
export function wayOf(actor: Actor, named: StaffWay | null): StaffWay | 'API' {
  if (!isSomebody(actor) && named !== null)
    throw new InvalidInputError(['way'], 'A program redeems by API and names no way');
  return wayOnRecord(actor, named);
}

/** As {@link wayOf}, for calls that are refused. */
export const wayOnRecord = (actor: Actor, named: StaffWay | null | undefined): StaffWay | 'API' =>
  isSomebody(actor) ? (named ?? 'CONSOLE') : 'API';

/** Whoever has signed in, and no program. */
const isSomebody = (actor: Actor): boolean =>
  actor.kind === 'person' || (actor.kind === 'operator' && actor.sessionId !== undefined);

/** Where a redemption came from in Weixin's words (`ConsumeSource`, 3b): the phone of staff, the console, or anything else. */
export function sourceOf(way: RedemptionWay): 'FROM_MOBILE_HELPER' | 'FROM_MP' | 'FROM_API' {
  if (way === 'STAFF_SCAN' || way === 'STAFF_TYPED') return 'FROM_MOBILE_HELPER';
  return way === 'CONSOLE' ? 'FROM_MP' : 'FROM_API';
}

/**
 * Why the code can't be redeemed, or null. The first reason in this order: status, validity, how it was shown, store,
 * staff, hours, limit.
 */
export function redemptionRefusal(facts: RedemptionFacts, at: Date): DomainError | null {
  return (
    statusRefusal(facts, at) ??
    showingRefusal(facts) ??
    storeRefusal(facts) ??
    staffRefusal(facts) ??
    hoursRefusal(facts) ??
    limitRefusal(facts)
  );
}

function statusRefusal({ code, redeemed }: RedemptionFacts, at: Date): DomainError | null {
  if (code.status === 'CONSUMED' && redeemed) return new AlreadyRedeemedError(redeemed.redeemedAt, redeemed.storeId);
  if (!code.isRedeemable) return new CodeNotRedeemableError(code.status);
  if (at < code.validFrom) return new NotStartedError(code.validFrom);
  if (code.validUntil && code.validUntil <= at) return new ExpiredError(code.validUntil);
  return null;
}

const WAYS_OF_PEOPLE: readonly RedemptionWay[] = ['STAFF_SCAN', 'STAFF_TYPED', 'CONSOLE'];

/** A rotating text is of its time; people at the till need one where the card asks for it, programs go on by number. */
function showingRefusal({ card, way, showing }: RedemptionFacts): DomainError | null {
  if (showing.refusal) return showing.refusal;
  const isAsked = card.needsRotatingCode && WAYS_OF_PEOPLE.includes(way);
  return isAsked && !showing.isRotating ? new RotatingCodeRequiredError() : null;
}

/** A card that names no store can be used in any; one that names some, only there (W4, R2). */
function storeRefusal({ card, storeId, boundStoreIds }: RedemptionFacts): DomainError | null {
  const refusal = boundRefusal(boundStoreIds, storeId, 'This credential may not act in this store');
  if (refusal || storeId === null) return refusal;
  const isAnyStore = card.usesAllStores || card.storeIds.length === 0;
  return isAnyStore || card.storeIds.includes(storeId) ? null : new WrongStoreError();
}

function boundRefusal(bound: readonly string[] | null, storeId: string | null, message: string): DomainError | null {
  if (bound === null) return null;
  if (storeId === null) return new StoreRequiredError();
  return bound.includes(storeId) ? null : new WrongStoreError(message);
}

/** R2: whoever stands at the till may redeem, and there. */
function staffRefusal({ staff, storeId }: RedemptionFacts): DomainError | null {
  if (!staff) return null;
  if (staff.isDisabled || !staff.mayRedeem)
    return new NotAllowedError('This person may not redeem', { field: ['staffId'] });
  return boundRefusal(staff.storeIds.length > 0 ? staff.storeIds : null, storeId, 'This person may not act there');
}

function hoursRefusal({ card, isWithinHours }: RedemptionFacts): DomainError | null {
  return card.enforcesTimeLimits && !isWithinHours ? new OutsideTimeLimitError() : null;
}

function limitRefusal({ card, useCount }: RedemptionFacts): DomainError | null {
  return useCount < card.useLimit ? null : new UseLimitReachedError(card.useLimit, useCount);
}
