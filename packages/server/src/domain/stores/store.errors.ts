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
