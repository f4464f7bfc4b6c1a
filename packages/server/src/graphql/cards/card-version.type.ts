import { cardsByIds, faceWith, visibleCards } from '../../domain/cards/index.ts';
import type { DomainContext } from '../../domain/kit/context.ts';
import { builder, type Rows } from '../builder.ts';
import { batched } from '../kit/batch.ts';
import { defineList } from '../kit/connection.ts';
import { DateTimeFilter, enumFilter, IdFilter, whereType } from '../kit/where.ts';
import { CardVersionStatusEnum } from './card.enums.ts';
import { CardFaceType } from './card.type.ts';

const cardOf = batched<Rows.Card>(cardsByIds);

/** The card of a change as it is now, with some values of its face in place of its own. */
async function faceOf(
  domain: DomainContext,
  { id, cardId }: Rows.CardVersion,
  changes: Rows.CardVersion['changes'],
): Promise<Rows.Card> {
  const card = await cardOf(domain, cardId);
  if (!card) throw new Error(`${id} changes a card that is not there`);
  return faceWith(card, { changes });
}

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
      resolve: (version, _args, { domain }) => faceOf(domain, version, version.changes),
    }),
    faceBefore: t.field({
      type: CardFaceType,
      nullable: true,
      description: 'The same face with the values that this change replaces; null: they were not kept at that time.',
      resolve: (version, _args, { domain }) =>
        version.before === null ? null : faceOf(domain, version, version.before),
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
