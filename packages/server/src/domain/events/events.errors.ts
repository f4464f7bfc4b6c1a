import { DomainError } from '../kit/errors.ts';

/** What came after this place is archived and no longer in the table: nobody can go on from it without a gap (E2). */
export class CursorExpiredError extends DomainError {
  override readonly code = 'CURSOR_EXPIRED';
  override readonly weixinCode = null;
  override readonly field = ['after'];
  /** Number after which everything is still there. */
  readonly oldest: bigint;
  constructor(oldest: bigint) {
    super('The events after this cursor are archived: begin with the oldest one that is left');
    this.oldest = oldest;
  }
}
