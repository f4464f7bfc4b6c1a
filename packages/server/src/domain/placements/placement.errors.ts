import { DomainError, type Field } from '../kit/errors.ts';

/** The placement hands out nothing any more (L5). */
export class PlacementClosedError extends DomainError {
  override readonly code = 'PLACEMENT_CLOSED';
  override readonly weixinCode = 40078;
  override readonly field: Field = ['placementToken'];
  /** CLOSED by the merchant, or EXPIRED by time. */
  readonly reason: 'CLOSED' | 'EXPIRED';
  readonly endedAt: Date;
  constructor(reason: 'CLOSED' | 'EXPIRED', endedAt: Date) {
    super(reason === 'CLOSED' ? 'The placement was closed' : 'The placement has expired');
    this.reason = reason;
    this.endedAt = endedAt;
  }
}

/** What is good for one claim has been claimed. */
export class PlacementUsedError extends DomainError {
  override readonly code = 'PLACEMENT_USED';
  override readonly weixinCode = 40078;
  override readonly field: Field = ['placementToken'];
  constructor() {
    super('This placement was good for one claim, which was made');
  }
}
