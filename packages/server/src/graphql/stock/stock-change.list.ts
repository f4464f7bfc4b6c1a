import { visibleStockChanges } from '../../domain/stock/index.ts';
import { builder } from '../builder.ts';
import { CardType } from '../cards/card.type.ts';
import { defineList } from '../kit/connection.ts';
import { DateTimeFilter, whereType } from '../kit/where.ts';
import { StockChangeType } from './stock-change.type.ts';

const stockChangeList = defineList({
  model: 'StockChange',
  type: StockChangeType,
  sorts: { AT: { column: 'at', kind: 'time', description: 'When it was done.' } },
  where: whereType('StockChange', {
    at: { filter: DateTimeFilter, column: 'at', description: 'When it was done.' },
  }),
  visible: visibleStockChanges,
});

builder.prismaObjectField(CardType, 'stockChanges', (t) =>
  t.field({
    ...stockChangeList.field,
    description: 'What the merchant put in stock and took out, the first pieces included. Needs `cards:read`.',
    authScopes: { scope: 'cards:read' },
    resolve: ({ id }, args, context, info) => stockChangeList.resolveBelow({ cardId: id })(args, context, info),
  }),
);
