import { storesToFollow, visibleRedemptions } from '../../domain/redemptions/index.ts';
import { builder } from '../builder.ts';
import { follow, textIn } from '../kit/live-event.ts';
import { afterDescription, liveEventRef, numberedEventFields } from '../kit/live-event.type.ts';
import { RedemptionType } from './redemption.type.ts';

const RedemptionEventType = liveEventRef('RedemptionEvent').implement({
  description: 'A code was redeemed, or a redemption was taken back.',
  fields: (t) => ({
    ...numberedEventFields(t),
    isReversal: t.boolean({
      description: 'Whether the redemption was taken back (R5), and not made.',
      resolve: ({ event }) => event.type === 'code.redemption_reversed',
    }),
    redemption: t.prismaField({
      type: RedemptionType,
      description: 'The redemption, as it is now.',
      resolve: (query, { event }, _args, { domain }) =>
        domain.prisma.redemption.findFirstOrThrow({
          ...query,
          where: { AND: [visibleRedemptions(domain), { id: textIn(event, 'redemptionId') }] },
        }),
    }),
  }),
});

builder.subscriptionField('redemptions', (t) =>
  t.field({
    type: RedemptionEventType,
    description:
      'The redemptions of the merchant’s codes, as they are made and taken back (`isReversal`); who is bound to stores hears of those stores (W4). Needs `redemptions:read`.',
    authScopes: { scope: 'redemptions:read' },
    args: {
      cardId: t.arg.id({ description: 'Only redemptions of this card.' }),
      storeId: t.arg.id({ description: 'Only redemptions in this store.' }),
      after: t.arg.string({ description: afterDescription }),
    },
    subscribe: (_root, { cardId, storeId, after }, context) =>
      follow(
        context,
        {
          types: ['code.redeemed', 'code.redemption_reversed'],
          cardIds: cardId ? [cardId] : undefined,
          storeIds: storesToFollow(context.domain, storeId),
        },
        { after },
      ),
    resolve: (event) => event,
  }),
);
