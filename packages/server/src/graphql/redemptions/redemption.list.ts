import { visibleRedemptions } from '../../domain/redemptions/index.ts';
import { defineList } from '../kit/connection.ts';
import {
  BooleanFilter,
  DateTimeFilter,
  enumFilter,
  FenFilter,
  IdFilter,
  StringFilter,
  type Operators,
  type PrismaWhere,
  whereType,
} from '../kit/where.ts';
import { RedemptionType, RedemptionWayEnum } from './redemption.type.ts';

export const RedemptionWayFilter = enumFilter('RedemptionWay', RedemptionWayEnum);

const isReversed = ({ equals }: Operators): PrismaWhere =>
  equals === true ? { reversal: { isNot: null } } : { reversal: null };

export const redemptionList = defineList({
  model: 'Redemption',
  type: RedemptionType,
  sorts: { REDEEMED_AT: { column: 'redeemedAt', kind: 'time', description: 'When it was redeemed.' } },
  where: whereType('Redemption', {
    id: { filter: IdFilter, column: 'id', description: 'Id of the redemption.' },
    cardId: { filter: IdFilter, column: 'cardId', description: 'The card of the code.' },
    codeId: { filter: IdFilter, column: 'codeId', description: 'The code that was used.' },
    storeId: { filter: IdFilter, column: 'storeId', description: 'Store in which it was redeemed.' },
    staffId: { filter: IdFilter, column: 'staffId', description: 'The person at the till.' },
    openid: { filter: StringFilter, column: 'openid', description: 'The user who held the code.' },
    way: { filter: RedemptionWayFilter, column: 'way', description: 'How it was redeemed (R1).' },
    amountFen: { filter: FenFilter, column: 'amountFen', description: 'Order amount in fen, where one was named.' },
    outerStr: { filter: StringFilter, column: 'outerStr', description: 'Channel named at the redemption.' },
    isReversed: { filter: BooleanFilter, column: isReversed, description: 'Whether it was taken back (R5).' },
    redeemedAt: { filter: DateTimeFilter, column: 'redeemedAt', description: 'When it was redeemed.' },
  }),
  visible: visibleRedemptions,
});
