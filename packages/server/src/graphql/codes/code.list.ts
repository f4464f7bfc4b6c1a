import { giftsUnderWay, overdueGifts, visibleCodes } from '../../domain/codes/index.ts';
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
import { CodeStatusEnum } from './code.enums.ts';
import { CodeType } from './code.type.ts';

/** EXPIRED and the end of a gift are derived from time, so each status asks for its share of the rows (K2). */
function statusIs(operators: Operators, { now }: DomainContext): PrismaWhere {
  const at = now();
  const running = { OR: [{ validUntil: null }, { validUntil: { gt: at } }] };
  const isBack = { OR: [{ status: 'GIFT_TIMEOUT' }, overdueGifts(at)] };
  const meaning = (status: string): PrismaWhere => {
    if (status === 'EXPIRED') return { OR: [{ status: 'NORMAL' }, isBack], validUntil: { lte: at } };
    if (status === 'GIFTING') return giftsUnderWay(at);
    if (status === 'GIFT_TIMEOUT') return { AND: [isBack, running] };
    return status === 'NORMAL' ? { status, ...running } : { status };
  };
  return allOf(valuesOf(operators).map((values) => anyOf(values.map(meaning))));
}

export const codeList = defineList({
  model: 'Code',
  type: CodeType,
  sorts: { CLAIMED_AT: { column: 'claimedAt', kind: 'time', description: 'When the code was claimed.' } },
  where: whereType('Code', {
    id: { filter: IdFilter, column: 'id', description: 'Id of the code.' },
    cardId: { filter: IdFilter, column: 'cardId', description: 'The card that it is one of.' },
    value: { filter: StringFilter, column: 'value', description: 'The number that is shown.' },
    openid: { filter: StringFilter, column: 'openid', description: 'The user who holds it.' },
    status: {
      filter: enumFilter('CodeStatus', CodeStatusEnum),
      column: statusIs,
      description: 'Status at this moment.',
    },
    claimedAt: { filter: DateTimeFilter, column: 'claimedAt', description: 'When it was claimed.' },
  }),
  visible: visibleCodes,
});
