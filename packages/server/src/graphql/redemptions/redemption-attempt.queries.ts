import { visibleAttempts } from '../../domain/redemptions/index.ts';
import { defineList, listQuery } from '../kit/connection.ts';
import { DateTimeFilter, IdFilter, StringFilter, whereType } from '../kit/where.ts';
import { RedemptionAttemptType } from './redemption-attempt.type.ts';
import { RedemptionWayFilter } from './redemption.list.ts';

export const redemptionAttemptList = defineList({
  model: 'RedemptionAttempt',
  type: RedemptionAttemptType,
  sorts: { ATTEMPTED_AT: { column: 'attemptedAt', kind: 'time', description: 'When it was tried.' } },
  where: whereType('RedemptionAttempt', {
    id: { filter: IdFilter, column: 'id', description: 'Id of the attempt.' },
    cardId: { filter: IdFilter, column: 'cardId', description: 'The card, where it is known.' },
    codeId: { filter: IdFilter, column: 'codeId', description: 'The code, where the number led to one.' },
    storeId: { filter: IdFilter, column: 'storeId', description: 'Store in which it was tried.' },
    staffId: { filter: IdFilter, column: 'staffId', description: 'The person at the till.' },
    way: { filter: RedemptionWayFilter, column: 'way', description: 'How it was tried (R1).' },
    refusalCode: { filter: StringFilter, column: 'refusalCode', description: 'Why it was refused.' },
    attemptedAt: { filter: DateTimeFilter, column: 'attemptedAt', description: 'When it was tried.' },
  }),
  visible: visibleAttempts,
});

listQuery('redemptionAttempts', redemptionAttemptList, {
  scope: 'redemptions:read',
  description:
    'Redemptions that were refused in the last 90 days, latest first (R1), and encrypted codes that were forged or void; who is bound to stores sees those of its stores (W4).',
});
