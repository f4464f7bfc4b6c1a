import { visibleGifts } from '../../domain/gifts/index.ts';
import type { DomainContext } from '../../domain/kit/context.ts';
import { defineList } from '../kit/connection.ts';
import {
  allOf,
  anyOf,
  DateTimeFilter,
  enumFilter,
  IdFilter,
  type Operators,
  type PrismaWhere,
  StringFilter,
  valuesOf,
  whereType,
} from '../kit/where.ts';
import { GiftStatusEnum, GiftType } from './gift.type.ts';

/** That nobody took it in time is derived from time until the row says so. */
function statusIs(operators: Operators, { now }: DomainContext): PrismaWhere {
  const at = now();
  const meaning = (status: string): PrismaWhere => {
    if (status === 'OPEN') return { status, expiresAt: { gt: at } };
    return status === 'TIMED_OUT' ? { OR: [{ status }, { status: 'OPEN', expiresAt: { lte: at } }] } : { status };
  };
  return allOf(valuesOf(operators).map((values) => anyOf(values.map(meaning))));
}

export const giftList = defineList({
  model: 'Gift',
  type: GiftType,
  sorts: { CREATED_AT: { column: 'createdAt', kind: 'time', description: 'When it was given.' } },
  where: whereType('Gift', {
    id: { filter: IdFilter, column: 'id', description: 'Id of the gift.' },
    cardId: { filter: IdFilter, column: 'cardId', description: 'The card of the code.' },
    codeId: { filter: IdFilter, column: 'codeId', description: 'The code that is given.' },
    openid: { filter: StringFilter, column: 'openid', description: 'The user who gives.' },
    friendOpenid: { filter: StringFilter, column: 'friendOpenid', description: 'The user who took it.' },
    status: {
      filter: enumFilter('GiftStatus', GiftStatusEnum),
      column: statusIs,
      description: 'Status at this moment.',
    },
    createdAt: { filter: DateTimeFilter, column: 'createdAt', description: 'When it was given.' },
  }),
  visible: visibleGifts,
});
