import { findDraw } from '../../domain/draws/index.ts';
import { builder } from '../builder.ts';
import { ClaimDrawType } from './draw.type.ts';

builder.queryField('claimDraw', (t) =>
  t.field({
    type: ClaimDrawType,
    nullable: true,
    description:
      'The latest draw of a card (L9), with what it takes to check it; null: there was none, or no such card is to be seen. Any credential.',
    authScopes: { caller: true },
    args: { cardId: t.arg.id({ required: true, description: 'The card: `card_…`.' }) },
    resolve: (_root, { cardId }, { domain }) => findDraw(domain, cardId),
  }),
);
