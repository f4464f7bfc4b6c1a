import { adjustStock } from '../../domain/stock/index.ts';
import { readsOf } from '../../domain/kit/reads.ts';
import { builder, type Rows } from '../builder.ts';
import { CardType } from '../cards/card.type.ts';
import { idempotencyKeyField } from '../kit/idempotency-key.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { StockChangeType } from './stock-change.type.ts';

const CardStockAdjustInput = builder.inputType('CardStockAdjustInput', {
  description: 'A change of a card’s stock (C5).',
  fields: (t) => ({
    cardId: t.id({ required: true, description: 'The card.' }),
    delta: t.int({
      required: true,
      description: 'Pieces to put in; below 0: to take out, at most what is left. In all at most 100,000,000.',
    }),
    reason: t.string({ description: 'Why, at most 64 wide characters.' }),
    idempotencyKey: idempotencyKeyField(t),
  }),
});

const CardStockAdjustPayload = payloadType<Rows.StockChange & { replayed: boolean }>('CardStockAdjustPayload', {
  description: 'The answer of `cardStockAdjust`.',
  fields: (t) => ({
    card: t.prismaField({
      type: CardType,
      nullable: true,
      description: 'The card with its stock; null when refused.',
      resolve: (query, { value }, _args, { domain }) => {
        // Taken up before it is known whether there is a card: Pothos reports a question that nobody takes up.
        const asked = { ...query };
        if (value === null) return null;
        const { cardId: id, merchantId } = value;
        return readsOf(domain).card.findFirst({ ...asked, where: { id, merchantId } });
      },
    }),
    change: t.field({
      type: StockChangeType,
      nullable: true,
      description: 'The change; null when refused.',
      resolve: ({ value }) => value,
    }),
    replayed: t.boolean({
      description:
        'Whether this is the stored answer of an earlier call with the same idempotency key (graphql.md §6); false when refused.',
      resolve: ({ value }) => value?.replayed === true,
    }),
  }),
});

builder.mutationField('cardStockAdjust', (t) =>
  t.field({
    type: CardStockAdjustPayload,
    description:
      'Puts pieces of a card in stock, or takes out what nobody has claimed. Of a card with deposited codes no more pieces are left than codes are free (K1). Needs `cards:write`.',
    authScopes: { scope: 'cards:write' },
    args: { input: t.arg({ type: CardStockAdjustInput, required: true, description: 'Which card, and how many.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => adjustStock(domain, input)),
  }),
);
