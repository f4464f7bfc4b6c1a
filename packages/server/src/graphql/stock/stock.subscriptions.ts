import { publicCards } from '../../domain/cards/index.ts';
import { merchantIdOf } from '../../domain/kit/access.ts';
import { builder } from '../builder.ts';
import { CardFaceType } from '../cards/card.type.ts';
import { StockType, stockOfCard } from '../cards/stock.type.ts';
import { follow } from '../kit/live-event.ts';
import { afterDescription, liveEventFields, liveEventRef } from '../kit/live-event.type.ts';
import { sealedCursors } from '../kit/sealed-cursors.ts';
import { assertFewCards, cardsInSight, STOCK_EVENTS, stockTopicOf } from './stock-events.ts';

const StockEventType = liveEventRef('StockEvent').implement({
  description: 'The stock of a card changed.',
  fields: (t) => ({
    ...liveEventFields(t),
    card: t.prismaField({
      type: CardFaceType,
      nullable: true,
      description: 'The public face of the card; null: it can not be seen any more.',
      resolve: (query, { event: { cardId } }, _args, { domain }) =>
        domain.prisma.card.findFirst({ ...query, where: { AND: [publicCards(domain), { id: cardId ?? '' }] } }),
    }),
    cardId: t.id({ description: 'The card.', resolve: ({ event: { cardId } }) => cardId ?? '' }),
    stock: t.field({
      type: StockType,
      description: 'Pieces of the card, as they are now.',
      resolve: async ({ event: { cardId } }, _args, { domain }) =>
        (await stockOfCard(domain, cardId ?? '')) ?? { quantity: 0, left: 0 },
    }),
  }),
});

const cursorsOf = sealedCursors();

builder.subscriptionField('stock', (t) =>
  t.field({
    type: StockEventType,
    description:
      'What is left of cards, as it changes. Of a burst of claims the newest figure is told, not each. Any credential; without `cards:read` only cards that everybody sees.',
    authScopes: { caller: true },
    args: {
      cardIds: t.arg.idList({ required: true, description: 'The cards, at most 50.' }),
      after: t.arg.string({ description: afterDescription }),
    },
    subscribe: async (_root, { cardIds, after }, context) => {
      const { domain } = context;
      assertFewCards(cardIds);
      const choice = { types: STOCK_EVENTS, cardIds: await cardsInSight(domain, cardIds) };
      const form = cursorsOf(domain, `${merchantIdOf(domain)}:stock`);
      return follow(context, choice, { after, form, topicOf: stockTopicOf });
    },
    resolve: (event) => event,
  }),
);
