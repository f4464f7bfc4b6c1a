import { statusFilter, visibleCards } from '../../domain/cards/index.ts';
import type { DomainContext } from '../../domain/kit/context.ts';
import { defineList } from '../kit/connection.ts';
import {
  allOf,
  DateTimeFilter,
  enumFilter,
  IdFilter,
  type Operators,
  type PrismaWhere,
  SearchFilter,
  StringFilter,
  valuesOf,
  whereType,
} from '../kit/where.ts';
import { CardKindEnum, CardStatusEnum } from './card.enums.ts';
import { CardType } from './card.type.ts';

type Status = (typeof CardStatusEnum)['$inferType'];
// GraphQL has checked that they are statuses.
const statusesOf = (values: string[]): Status[] => values as Status[];

const statusIs = (operators: Operators, { now }: DomainContext): PrismaWhere =>
  allOf(valuesOf(operators).map((values) => statusFilter(statusesOf(values), now())));

export const cardList = defineList({
  model: 'Card',
  type: CardType,
  sorts: {
    CREATED_AT: { column: 'createdAt', kind: 'time', description: 'When the card was made.' },
    TITLE: { column: 'title', kind: 'text', description: 'Title, by the order of the database.' },
  },
  where: whereType('Card', {
    id: { filter: IdFilter, column: 'id', description: 'Id of the card.' },
    externalId: { filter: StringFilter, column: 'externalId', description: 'The merchant’s own id.' },
    title: { filter: SearchFilter, column: 'title', description: 'Title.' },
    kind: { filter: enumFilter('CardKind', CardKindEnum), column: 'kind', description: 'What the card gives.' },
    status: {
      filter: enumFilter('CardStatus', CardStatusEnum),
      column: statusIs,
      description: 'Status at this moment.',
    },
    createdAt: { filter: DateTimeFilter, column: 'createdAt', description: 'When it was made.' },
  }),
  visible: visibleCards,
});
