import { publicCards, testersOf, visibleCards } from '../../domain/cards/index.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import { readsOf } from '../../domain/kit/reads.ts';
import { builder } from '../builder.ts';
import { listQuery } from '../kit/connection.ts';
import { cardList } from './card.list.ts';
import { CardFaceType, CardType } from './card.type.ts';
import { CardTesterType } from './card-tester.type.ts';

const MOST_FACES = 50;

builder.queryField('card', (t) =>
  t.prismaField({
    type: CardType,
    nullable: true,
    description: 'One card, by `id` or `externalId`; null when the merchant has no such card. Needs `cards:read`.',
    authScopes: { scope: 'cards:read' },
    args: {
      id: t.arg.id({ description: 'Id of the card: `card_…`.' }),
      externalId: t.arg.string({ description: 'The merchant’s own id of it.' }),
    },
    resolve: (query, _root, { id, externalId }, { domain }) =>
      readsOf(domain).card.findFirst({ ...query, where: { AND: [visibleCards(domain), oneOf({ id, externalId })] } }),
  }),
);

type Named = { id?: string | null | undefined; externalId?: string | null | undefined };

function oneOf({ id, externalId }: Named) {
  if (id != null && externalId == null) return { id };
  if (externalId != null && id == null) return { externalId };
  throw new InvalidInputError(['id'], 'Give either id or externalId');
}

listQuery('cards', cardList, { scope: 'cards:read', description: 'The merchant’s cards.' });

builder.queryField('cardTesters', (t) =>
  t.field({
    type: [CardTesterType],
    description:
      'The users who may claim the merchant’s cards before they are approved, at most 10, by openid (C8). Needs `cards:read`.',
    authScopes: { scope: 'cards:read' },
    resolve: (_root, _args, { domain }) => testersOf(domain),
  }),
);

builder.queryField('cardFace', (t) =>
  t.prismaField({
    type: CardFaceType,
    nullable: true,
    description: 'The public face of one card; null when there is no such card to be seen. Any credential.',
    authScopes: { caller: true },
    args: { id: t.arg.id({ required: true, description: 'Id of the card: `card_…`.' }) },
    resolve: (query, _root, { id }, { domain }) =>
      readsOf(domain).card.findFirst({ ...query, where: { AND: [publicCards(domain), { id }] } }),
  }),
);

builder.queryField('cardFaces', (t) =>
  t.prismaField({
    type: [CardFaceType],
    description: `The public faces of up to ${MOST_FACES} cards, in the order of their ids; those that can not be seen are left out. Any credential.`,
    authScopes: { caller: true },
    args: { ids: t.arg.idList({ required: true, description: `Ids of the cards, at most ${MOST_FACES}.` }) },
    complexity: ({ ids }) => ({ field: 1, multiplier: ids.length }),
    resolve: async (query, _root, { ids }, { domain }) => {
      if (ids.length > MOST_FACES) throw new InvalidInputError(['ids'], `At most ${MOST_FACES}`);
      const found = await readsOf(domain).card.findMany({
        ...query,
        where: { AND: [publicCards(domain), { id: { in: ids } }] },
      });
      const byId = new Map(found.map((card) => [card.id, card]));
      return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
    },
  }),
);
