import { NotEnoughStockError, StockAboveCodesError, StockLimitReachedError } from '../../domain/stock/index.ts';
import { refusalType } from '../kit/user-error.ts';

refusalType(NotEnoughStockError, {
  description: 'More pieces were to be taken out than are left.',
  fields: (t) => ({ left: t.int({ description: 'Pieces left.', resolve: ({ error }) => error.left }) }),
});

refusalType(StockLimitReachedError, {
  description: 'The card would hold more pieces than any card may (C5).',
  fields: (t) => ({
    limit: t.int({
      description: 'Pieces that a card may hold, claimed ones included.',
      resolve: ({ error }) => error.limit,
    }),
    quantity: t.int({ description: 'Pieces that it holds.', resolve: ({ error }) => error.quantity }),
  }),
});

refusalType(StockAboveCodesError, {
  description: 'More pieces than deposited codes that are free (K1).',
  fields: (t) => ({
    left: t.int({ description: 'Pieces that can be claimed now.', resolve: ({ error }) => error.left }),
    free: t.int({ description: 'Deposited codes that no claim has taken.', resolve: ({ error }) => error.free }),
  }),
});
