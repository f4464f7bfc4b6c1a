import { DomainError, type Field } from '../kit/errors.ts';

/** CARD: its merchant lets no code of this card be given. OWN_GIFT: nobody takes a gift of their own. */
export type GiftBar = 'CARD' | 'OWN_GIFT';

/** The code can't be given, or not be taken by this user (L7). */
export class GiftNotAllowedError extends DomainError {
  override readonly code = 'GIFT_NOT_ALLOWED';
  override readonly weixinCode = null;
  override readonly field: Field;
  readonly reason: GiftBar;
  constructor(reason: GiftBar, field: Field) {
    super(reason === 'CARD' ? 'Codes of this card are not given to friends' : 'This is your own gift');
    this.reason = reason;
    this.field = field;
  }
}

/** The gift is not open any more: somebody took it, its giver took it back, or its time is over. */
export class GiftGoneError extends DomainError {
  override readonly code = 'GIFT_GONE';
  override readonly weixinCode = null;
  override readonly field: Field;
  /** How it ended: ACCEPTED, CANCELLED, TIMED_OUT or ENDED. */
  readonly reason: string;
  constructor(reason: string, field: Field) {
    super(`The gift is ${reason}`);
    this.reason = reason;
    this.field = field;
  }
}
