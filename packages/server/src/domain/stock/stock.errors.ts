import { DomainError, type Field } from '../kit/errors.ts';

/** More pieces are to be taken out than are left. */
export class NotEnoughStockError extends DomainError {
  override readonly code = 'NOT_ENOUGH_STOCK';
  override readonly weixinCode = 40122;
  override readonly field: Field = ['delta'];
  readonly left: number;
  constructor(left: number) {
    super(`Only ${left} pieces are left`);
    this.left = left;
  }
}

/** The card would hold more pieces than any card may (C5). */
export class StockLimitReachedError extends DomainError {
  override readonly code = 'STOCK_LIMIT_REACHED';
  override readonly weixinCode = 45041;
  override readonly field: Field = ['delta'];
  readonly limit: number;
  readonly quantity: number;
  constructor(limit: number, quantity: number) {
    super(`At most ${limit} pieces in all; there are ${quantity}`);
    this.limit = limit;
    this.quantity = quantity;
  }
}

/** More pieces than deposited codes that are still free (K1, 3b). */
export class StockAboveCodesError extends DomainError {
  override readonly code = 'STOCK_ABOVE_CODES';
  override readonly weixinCode = 40136;
  override readonly field: Field = ['delta'];
  /** Pieces that can be claimed now. */
  readonly left: number;
  /** Deposited codes that no claim has taken. */
  readonly free: number;
  constructor(left: number, free: number) {
    super(`${left} pieces are left and ${free} deposited codes are free: deposit more first`);
    this.left = left;
    this.free = free;
  }
}
