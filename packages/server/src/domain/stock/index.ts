export { type AdjustStockInput, adjustStock } from './adjust-stock.ts';
export { visibleStockChanges } from './stock.access.ts';
export { NotEnoughStockError, StockAboveCodesError, StockLimitReachedError } from './stock.errors.ts';
export { stockOf } from './stock.queries.ts';
export { LOW_FROM, LOW_MARK, type Stock, stockIn } from './stock.rules.ts';
export { announceLow, openStock } from './stock.store.ts';
