export { type Stock, stockOf } from './stock.queries.ts';
export { openStock, takeOneFromStock } from './stock.store.ts';
