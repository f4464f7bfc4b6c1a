import { visibleClaims } from '../../domain/claims/index.ts';
import { builder } from '../builder.ts';
import { follow, textIn } from '../kit/live-event.ts';
import { afterDescription, liveEventRef, numberedEventFields } from '../kit/live-event.type.ts';
import { ClaimType } from './claim.type.ts';

const ClaimEventType = liveEventRef('ClaimEvent').implement({
  description: 'A claim was made.',
  fields: (t) => ({
    ...numberedEventFields(t),
    claim: t.prismaField({
      type: ClaimType,
      description: 'The claim, as it is now.',
      resolve: (query, { event }, _args, { domain }) =>
        domain.prisma.claim.findFirstOrThrow({
          ...query,
          where: { AND: [visibleClaims(domain), { id: textIn(event, 'claimId') }] },
        }),
    }),
  }),
});

builder.subscriptionField('claims', (t) =>
  t.field({
    type: ClaimEventType,
    description: 'The claims of the merchant’s cards, as they are made. Needs `claims:read`.',
    authScopes: { scope: 'claims:read' },
    args: {
      cardId: t.arg.id({ description: 'Only claims of this card.' }),
      after: t.arg.string({ description: afterDescription }),
    },
    subscribe: (_root, { cardId, after }, context) =>
      follow(context, { types: ['card.claimed'], cardIds: cardId ? [cardId] : undefined }, { after }),
    resolve: (event) => event,
  }),
);
