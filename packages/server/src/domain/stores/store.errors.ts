import type { StoreState } from '../../generated/prisma/client.ts';
import { DomainError, type Field } from '../kit/errors.ts';

/** A live card names the store, so it can't be deleted (S3). */
export class StoreInUseError extends DomainError {
  override readonly code = 'STORE_IN_USE';
  override readonly weixinCode = 65117;
  override readonly field: Field = ['id'];
  constructor() {
    super('A card that is still live names this store');
  }
}

/** The store waits for an operator or was refused, so it can't be changed, named by a card or redeemed in (S2). */
export class StoreNotApprovedError extends DomainError {
  override readonly code = 'STORE_NOT_APPROVED';
  override readonly weixinCode = 65106;
  override readonly field: Field;
  readonly state: StoreState;
  constructor(field: Field, state: StoreState) {
    super('This store is not approved');
    this.field = field;
    this.state = state;
  }
}

/** A change of the store waits for an operator; the next one has to wait for the verdict (S2, `update_status` 1). */
export class StoreChangePendingError extends DomainError {
  override readonly code = 'STORE_CHANGE_PENDING';
  override readonly weixinCode = 65107;
  override readonly field: Field = ['id'];
  constructor() {
    super('A change of this store still waits for its review');
  }
}
