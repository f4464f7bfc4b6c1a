import { DomainError, type Field } from '../kit/errors.ts';

/** The code was redeemed before. Tells the merchant when and where (R1). */
export class AlreadyRedeemedError extends DomainError {
  override readonly code = 'ALREADY_REDEEMED';
  override readonly weixinCode = 40099;
  override readonly field: Field = ['value'];
  readonly redeemedAt: Date;
  /** Id of the store; null when it was redeemed without one. */
  readonly store: string | null;
  constructor(redeemedAt: Date, store: string | null) {
    super(`Redeemed at ${redeemedAt.toISOString()}`);
    this.redeemedAt = redeemedAt;
    this.store = store;
  }
}

/** The code's status forbids redeeming it. */
export class CodeNotRedeemableError extends DomainError {
  override readonly code = 'CODE_NOT_REDEEMABLE';
  override readonly weixinCode = 40127;
  override readonly field: Field = ['value'];
  readonly status: string;
  constructor(status: string) {
    super(`The code is ${status} and can't be redeemed`);
    this.status = status;
  }
}

/** The card does not apply to the store, or the actor may not act there. */
export class WrongStoreError extends DomainError {
  override readonly code = 'WRONG_STORE';
  override readonly weixinCode = 40127;
  override readonly field: Field = ['storeId'];
  constructor(message = 'The card does not apply to this store') {
    super(message);
  }
}

/** The holder has redeemed as often as the card allows. */
export class UseLimitReachedError extends DomainError {
  override readonly code = 'USE_LIMIT_REACHED';
  override readonly weixinCode = 40147;
  readonly limit: number;
  readonly used: number;
  constructor(limit: number, used: number) {
    super(`At most ${limit} uses per user`);
    this.limit = limit;
    this.used = used;
  }
}

/** The redemption was taken back before (R5). */
export class AlreadyReversedError extends DomainError {
  override readonly code = 'ALREADY_REVERSED';
  override readonly weixinCode = null;
  override readonly field: Field = ['redemptionId'];
  readonly reversedAt: Date;
  constructor(reversedAt: Date) {
    super(`Reversed at ${reversedAt.toISOString()}`);
    this.reversedAt = reversedAt;
  }
}

/** The time in which a redemption can be taken back is over (R5). */
export class ReversalTooLateError extends DomainError {
  override readonly code = 'REVERSAL_TOO_LATE';
  override readonly weixinCode = null;
  override readonly field: Field = ['redemptionId'];
  readonly reversibleUntil: Date;
  constructor(reversibleUntil: Date) {
    super(`Could be reversed until ${reversibleUntil.toISOString()}`);
    this.reversibleUntil = reversibleUntil;
  }
}

/** The card enforces its hours (C12) and this is none of them. */
export class OutsideTimeLimitError extends DomainError {
  override readonly code = 'OUTSIDE_TIME_LIMIT';
  override readonly weixinCode = 40079;
  constructor() {
    super('The card is not valid at this hour');
  }
}

const OFFLINE_REASONS = {
  DEVICE: ['deviceId', 'This person has registered no such device here, or its session was ended'],
  SIGNATURE: ['signature', 'The device has not signed this redemption'],
  TOO_OLD: ['confirmedAt', 'It was confirmed more than 24 hours ago'],
  AHEAD: ['confirmedAt', 'It was confirmed in the future: the clock of the device is wrong'],
  COUNTER: ['counter', 'The device has used this number for another redemption'],
} as const;
export type OfflineReason = keyof typeof OFFLINE_REASONS;

/** What a phone confirmed without a network is not proved by it. */
export class OfflineProofInvalidError extends DomainError {
  override readonly code = 'OFFLINE_PROOF_INVALID';
  override readonly weixinCode = null;
  override readonly field: Field;
  readonly reason: OfflineReason;
  constructor(reason: OfflineReason) {
    const [field, message] = OFFLINE_REASONS[reason];
    super(message);
    this.field = ['offline', field];
    this.reason = reason;
  }
}

/** Holders may not redeem codes of this card themselves (R4). */
export class SelfRedemptionClosedError extends DomainError {
  override readonly code = 'SELF_REDEMPTION_CLOSED';
  override readonly weixinCode = null;
  constructor() {
    super('Show this code to staff: its card is not open for self-redemption');
  }
}

/** The store has no such verification code (R4). After five wrong ones within 15 minutes the user has to wait. */
export class VerificationCodeWrongError extends DomainError {
  override readonly code = 'VERIFICATION_CODE_WRONG';
  override readonly weixinCode = 45154;
  override readonly field: Field = ['verificationCode'];
  readonly triesLeft: number;
  constructor(triesLeft: number) {
    super(`This store has no such verification code; ${triesLeft} tries are left`);
    this.triesLeft = triesLeft;
  }
}

/** The card asks people at the till for the rotating QR code, and they gave the number. */
export class RotatingCodeRequiredError extends DomainError {
  override readonly code = 'ROTATING_CODE_REQUIRED';
  override readonly weixinCode = null;
  override readonly field: Field = ['value'];
  constructor() {
    super('Codes of this card are redeemed by the QR code that changes every 30 seconds');
  }
}
