import { setClaimChallenge } from '../../domain/claims/index.ts';
import { builder, type Rows } from '../builder.ts';
import { CardType } from '../cards/card.type.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { ClaimChallengeEnum } from '../merchants/merchant.type.ts';

builder.prismaObjectField(CardType, 'claimChallenge', (t) =>
  t.expose('claimChallenge', {
    type: ClaimChallengeEnum,
    nullable: true,
    description: 'When users who claim it have to pass a challenge; null: as its merchant has set it.',
  }),
);

const CardClaimChallengeSetInput = builder.inputType('CardClaimChallengeSetInput', {
  description: 'When users who claim a card have to pass a challenge.',
  fields: (t) => ({
    cardId: t.id({ required: true, description: 'The card: `card_…`.' }),
    challenge: t.field({ type: ClaimChallengeEnum, description: 'When; null or absent: as the merchant has set it.' }),
  }),
});

const CardClaimChallengeSetPayload = payloadType<Rows.Card>('CardClaimChallengeSetPayload', {
  description: 'The answer of `cardClaimChallengeSet`.',
  fields: (t) => ({
    card: t.field({
      type: CardType,
      nullable: true,
      description: 'The card; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('cardClaimChallengeSet', (t) =>
  t.field({
    type: CardClaimChallengeSetPayload,
    description:
      'Says when users who claim a card have to pass a challenge (graphql.md §8): at once, and on every instance. Needs `cards:write`.',
    authScopes: { scope: 'cards:write' },
    args: { input: t.arg({ type: CardClaimChallengeSetInput, required: true, description: 'Which card, and when.' }) },
    resolve: (_root, { input: { cardId, challenge } }, { domain }) =>
      outcomeOf(() => setClaimChallenge(domain, { cardId, challenge: challenge ?? null })),
  }),
);
