import { visibleClaims } from '../../domain/claims/index.ts';
import { defineList } from '../kit/connection.ts';
import { DateTimeFilter, IdFilter, StringFilter, whereType } from '../kit/where.ts';
import { ClaimType } from './claim.type.ts';

export const claimList = defineList({
  model: 'Claim',
  type: ClaimType,
  sorts: { CLAIMED_AT: { column: 'claimedAt', kind: 'time', description: 'When it was claimed.' } },
  where: whereType('Claim', {
    id: { filter: IdFilter, column: 'id', description: 'Id of the claim.' },
    cardId: { filter: IdFilter, column: 'cardId', description: 'The card that was claimed.' },
    codeId: { filter: IdFilter, column: 'codeId', description: 'The code that was received.' },
    openid: { filter: StringFilter, column: 'openid', description: 'The user who claimed.' },
    placementId: { filter: IdFilter, column: 'placementId', description: 'The placement that led to it (L5).' },
    outerStr: { filter: StringFilter, column: 'outerStr', description: 'Channel that the claim came from (L8).' },
    claimedAt: { filter: DateTimeFilter, column: 'claimedAt', description: 'When it was claimed.' },
  }),
  visible: visibleClaims,
});
