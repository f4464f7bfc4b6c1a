import { visibleGifts } from '../../domain/gifts/index.ts';
import { builder } from '../builder.ts';
import { follow, textIn } from '../kit/live-event.ts';
import { afterDescription, liveEventRef, numberedEventFields } from '../kit/live-event.type.ts';
import { GiftType } from './gift.type.ts';

const GIFT_EVENTS = ['code.gifting', 'code.gifted', 'code.gift_cancelled', 'code.gift_timed_out'];

const GiftEventType = liveEventRef('GiftEvent').implement({
  description: 'A code was given, and what came of it.',
  fields: (t) => ({
    ...numberedEventFields(t),
    gift: t.prismaField({
      type: GiftType,
      description: 'The gift, as it is now.',
      resolve: (query, { event }, _args, { domain }) =>
        domain.prisma.gift.findFirstOrThrow({
          ...query,
          where: { AND: [visibleGifts(domain), { id: textIn(event, 'giftId') }] },
        }),
    }),
  }),
});

builder.subscriptionField('gifts', (t) =>
  t.field({
    type: GiftEventType,
    description:
      'The gifts of the merchant’s codes, as they are made, taken, taken back, or come back by themselves (L7). Needs `claims:read`.',
    authScopes: { scope: 'claims:read' },
    args: {
      cardId: t.arg.id({ description: 'Only gifts of this card.' }),
      after: t.arg.string({ description: afterDescription }),
    },
    subscribe: (_root, { cardId, after }, context) =>
      follow(context, { types: GIFT_EVENTS, cardIds: cardId ? [cardId] : undefined }, { after }),
    resolve: (event) => event,
  }),
);
