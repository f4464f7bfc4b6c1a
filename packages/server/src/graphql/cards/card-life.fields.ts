import { audienceCounts, operationsOn, pendingVersions } from '../../domain/cards/index.ts';
import { builder, type Rows } from '../builder.ts';
import { batched } from '../kit/batch.ts';
import { CardOperationEnum, CardWithdrawerEnum } from './card.enums.ts';
import { CardType } from './card.type.ts';
import { cardVersionList, CardVersionType } from './card-version.type.ts';

const merchantOnly = { scope: 'cards:read' } as const;
const pendingVersionOf = batched<Rows.CardVersion>(pendingVersions);
const audienceCountOf = batched<number>(audienceCounts);

// Where a card stands in its life: the merchant's alone.
builder.prismaObjectFields(CardType, (t) => ({
  allowedOperations: t.field({
    type: [CardOperationEnum],
    description: 'What its status allows the caller now (C8); others are refused. Needs `cards:read`.',
    authScopes: merchantOnly,
    resolve: (card, _args, { domain }) => operationsOn(domain, card),
  }),
  withdrawnBy: t.expose('withdrawnBy', {
    type: CardWithdrawerEnum,
    nullable: true,
    description: 'Who took it down; null: nobody. Needs `cards:read`.',
    authScopes: merchantOnly,
  }),
  pendingVersion: t.field({
    type: CardVersionType,
    nullable: true,
    description: 'The change that waits for review; null: none. Needs `cards:read`.',
    authScopes: merchantOnly,
    resolve: async (card, _args, { domain }) => (await pendingVersionOf(domain, card.id)) ?? null,
  }),
  versions: t.field({
    ...cardVersionList.field,
    description: 'Its changes that needed review (C9). Needs `cards:read`.',
    authScopes: merchantOnly,
    resolve: ({ id }, args, context, info) => cardVersionList.resolveBelow({ cardId: id })(args, context, info),
  }),
  bindsOpenid: t.exposeBoolean('bindsOpenid', {
    description: 'Whether only users whom `cardAudienceSet` names can claim it (L3). Needs `cards:read`.',
    authScopes: merchantOnly,
  }),
  audienceCount: t.int({
    description: 'How many users `cardAudienceSet` has named. Needs `cards:read`.',
    authScopes: merchantOnly,
    resolve: async (card, _args, { domain }) => (await audienceCountOf(domain, card.id)) ?? 0,
  }),
}));
