import { cardsByIds, faceWith, visibleCards } from '../../domain/cards/index.ts';
import { builder, type Rows } from '../builder.ts';
import { batched } from '../kit/batch.ts';
import { defineList } from '../kit/connection.ts';
import { DateTimeFilter, enumFilter, IdFilter, whereType } from '../kit/where.ts';
import { CardVersionStatusEnum } from './card.enums.ts';
import { CardFaceType } from './card.type.ts';

const cardOf = batched<Rows.Card>(cardsByIds);

export const CardVersionType = builder.prismaObject('CardVersion', {
  description: 'One change of a card that needs review (C9). The approved face stays live until it is approved.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the change: `ver_…`.' }),
    number: t.exposeInt('number', { description: '1, 2, 3 … of its card; the card as it was made has none.' }),
    status: t.expose('status', { type: CardVersionStatusEnum, description: 'Where it stands.' }),
    fields: t.exposeStringList('fields', {
      description: 'The fields that it changes, as paths of the input: `title`, `useCondition.acceptCategory` …',
    }),
    face: t.field({
      type: CardFaceType,
      description: 'The face of the card as it is now, with this change on it.',
      resolve: async (version, _args, { domain }) => {
        const card = await cardOf(domain, version.cardId);
        if (!card) throw new Error(`${version.id} changes a card that is not there`);
        return faceWith(card, version);
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    decidedAt: t.expose('decidedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was decided, or superseded; null: it waits.',
    }),
  }),
});

export const cardVersionList = defineList({
  model: 'CardVersion',
  type: CardVersionType,
  sorts: { CREATED_AT: { column: 'createdAt', kind: 'time', description: 'When it was asked for.' } },
  where: whereType('CardVersion', {
    id: { filter: IdFilter, column: 'id', description: 'Id of the change.' },
    status: {
      filter: enumFilter('CardVersionStatus', CardVersionStatusEnum),
      column: 'status',
      description: 'Where it stands.',
    },
    createdAt: { filter: DateTimeFilter, column: 'createdAt', description: 'When it was asked for.' },
  }),
  visible: (domain) => ({ card: visibleCards(domain) }),
});
