import { type Stock, stockOf } from '../../domain/stock/index.ts';
import { builder } from '../builder.ts';
import { batched } from '../kit/batch.ts';

/** The stock of one card; asked for a list, one statement answers all. */
export const stockOfCard = batched<Stock>(stockOf);

export const StockType = builder.objectRef<Stock>('Stock').implement({
  description: 'Pieces of a card (C5, L1). Claims take pieces; redemptions do not.',
  fields: (t) => ({
    left: t.exposeInt('left', { description: 'Pieces that can still be claimed.' }),
    quantity: t.exposeInt('quantity', {
      description: 'Pieces ever put in stock. Needs `cards:read`.',
      authScopes: { scope: 'cards:read' },
    }),
  }),
});
