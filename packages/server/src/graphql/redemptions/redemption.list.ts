import { visibleRedemptions } from '../../domain/redemptions/index.ts';
import { defineList } from '../kit/connection.ts';
import { DateTimeFilter, IdFilter, whereType } from '../kit/where.ts';
import { RedemptionType } from './redemption.type.ts';

export const redemptionList = defineList({
  model: 'Redemption',
  type: RedemptionType,
  sorts: { REDEEMED_AT: { column: 'redeemedAt', kind: 'time', description: 'When it was redeemed.' } },
  where: whereType('Redemption', {
    id: { filter: IdFilter, column: 'id', description: 'Id of the redemption.' },
    cardId: { filter: IdFilter, column: 'cardId', description: 'The card of the code.' },
    codeId: { filter: IdFilter, column: 'codeId', description: 'The code that was used.' },
    storeId: { filter: IdFilter, column: 'storeId', description: 'Store in which it was redeemed.' },
    redeemedAt: { filter: DateTimeFilter, column: 'redeemedAt', description: 'When it was redeemed.' },
  }),
  visible: visibleRedemptions,
});
