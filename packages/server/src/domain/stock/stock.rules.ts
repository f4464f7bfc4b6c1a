import { InvalidInputError } from '../kit/errors.ts';
import { NotEnoughStockError, StockLimitReachedError } from './stock.errors.ts';

/** C5: pieces that a card may hold at most, claimed ones included. */
export const MAX_QUANTITY = 100_000_000;

/** `quantity`: everything ever put in stock. `left`: what can still be claimed. Pieces. */
export type Stock = { quantity: number; left: number };

/** The stock that lots make together; a card without a lot has none. */
export const stockIn = (lots: readonly Stock[]): Stock => ({
  quantity: lots.reduce((sum, { quantity }) => sum + quantity, 0),
  left: lots.reduce((sum, { left }) => sum + left, 0),
});

/** The low mark (contract §10.4). */
export const LOW_MARK = 100;
/** A card that never had more is small, not low. */
export const LOW_FROM = 200;

/** Whether a change brings the stock down to the low mark (contract §10.4): told once, and again only after a refill. */
export const becomesLow = (before: Pick<Stock, 'left'>, after: Stock): boolean =>
  after.quantity > LOW_FROM && after.left <= LOW_MARK && LOW_MARK < before.left;

/** Throws {@link InvalidInputError} unless it is a number of pieces to put in (above 0) or take out (below 0). */
export function assertDelta(delta: number): void {
  if (!Number.isInteger(delta) || delta === 0 || Math.abs(delta) > MAX_QUANTITY)
    throw new InvalidInputError(
      ['delta'],
      `A whole number from 1 to ${MAX_QUANTITY}, or below 0 to take out`,
      'QUANTITY',
    );
}

/** The stock after a change. Throws {@link NotEnoughStockError}, {@link StockLimitReachedError}. */
export function stockAfter({ quantity, left }: Stock, delta: number): Stock {
  if (left + delta < 0) throw new NotEnoughStockError(left);
  if (quantity + delta > MAX_QUANTITY) throw new StockLimitReachedError(MAX_QUANTITY, quantity);
  return { quantity: quantity + delta, left: left + delta };
}

type Lot = { id: string; left: number };

/** What to take out of which lot: the newest ones first, because claims take from the oldest. Lots come newest first. */
export function removalFrom(lots: readonly Lot[], count: number): { id: string; taken: number }[] {
  let missing = count;
  const removal: { id: string; taken: number }[] = [];
  for (const { id, left } of lots) {
    const taken = Math.min(left, missing);
    if (taken > 0) removal.push({ id, taken });
    missing -= taken;
  }
  return removal;
}
