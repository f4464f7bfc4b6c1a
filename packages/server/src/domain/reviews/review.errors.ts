import { DomainError } from '../kit/errors.ts';
import type { ReviewStatus } from './review.rules.ts';

/** Somebody was faster: a review is decided once. */
export class ReviewDecidedError extends DomainError {
  override readonly code = 'REVIEW_DECIDED';
  override readonly weixinCode = null;
  readonly status: ReviewStatus;
  constructor(status: ReviewStatus) {
    super(`The review is ${status} by now`);
    this.status = status;
  }
}
