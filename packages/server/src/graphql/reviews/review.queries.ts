import { visibleReviews } from '../../domain/reviews/index.ts';
import { defineList, listQuery } from '../kit/connection.ts';
import {
  allOf,
  anyOf,
  DateTimeFilter,
  enumFilter,
  IdFilter,
  type PrismaWhere,
  valuesOf,
  whereType,
} from '../kit/where.ts';
import { ReviewChannelEnum, ReviewStatusEnum, ReviewSubjectEnum } from './review.enums.ts';
import { ReviewType } from './review.type.ts';

type Status = (typeof ReviewStatusEnum)['$inferType'];

/** How each status stands in the rows: what was closed has a time and no verdict. */
const ROWS: Readonly<Record<Status, PrismaWhere>> = {
  OPEN: { decidedAt: null },
  APPROVED: { verdict: 'APPROVED' },
  REJECTED: { verdict: 'REJECTED' },
  CLOSED: { verdict: null, decidedAt: { not: null } },
};
// GraphQL has checked that they are statuses.
const statusesOf = (values: string[]): Status[] => values as Status[];

const reviewList = defineList({
  model: 'Review',
  type: ReviewType,
  sorts: {
    DUE_AT: { column: 'dueAt', kind: 'time', description: 'When it has to be decided.' },
    CREATED_AT: { column: 'createdAt', kind: 'time', description: 'When it was asked for.' },
  },
  defaultDirection: 'ASC',
  where: whereType('Review', {
    id: { filter: IdFilter, column: 'id', description: 'Id of the review.' },
    status: {
      filter: enumFilter('ReviewStatus', ReviewStatusEnum),
      column: (operators) =>
        allOf(valuesOf(operators).map((values) => anyOf(statusesOf(values).map((status) => ROWS[status])))),
      description: 'Where it stands.',
    },
    subject: {
      filter: enumFilter('ReviewSubject', ReviewSubjectEnum),
      column: 'subject',
      description: 'What is reviewed.',
    },
    channel: {
      filter: enumFilter('ReviewChannel', ReviewChannelEnum),
      column: 'channel',
      description: 'How it is decided.',
    },
    subjectId: { filter: IdFilter, column: 'subjectId', description: 'Id of the card or store that is reviewed.' },
    createdAt: { filter: DateTimeFilter, column: 'createdAt', description: 'When it was asked for.' },
  }),
  visible: visibleReviews,
});

listQuery('reviews', reviewList, {
  scope: 'cards:read',
  description:
    'The merchant’s reviews. An operator who names no merchant gets the open ones of all merchants: the queue, by the time when they are due.',
});
