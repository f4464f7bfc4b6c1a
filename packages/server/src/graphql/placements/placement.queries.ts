import { visiblePlacements } from '../../domain/placements/index.ts';
import { builder } from '../builder.ts';
import { defineList, listQuery } from '../kit/connection.ts';
import { DateTimeFilter, enumFilter, IdFilter, StringFilter, whereType } from '../kit/where.ts';
import { PlacementKindEnum } from './placement.enums.ts';
import { PlacementType } from './placement.type.ts';

export const placementList = defineList({
  model: 'Placement',
  type: PlacementType,
  sorts: { CREATED_AT: { column: 'createdAt', kind: 'time', description: 'When it was made.' } },
  where: whereType('Placement', {
    id: { filter: IdFilter, column: 'id', description: 'By id.' },
    kind: { filter: enumFilter('PlacementKind', PlacementKindEnum), column: 'kind', description: 'By kind.' },
    channel: { filter: StringFilter, column: 'channel', description: 'By channel.' },
    storeId: { filter: IdFilter, column: 'storeId', description: 'By store.' },
    createdAt: { filter: DateTimeFilter, column: 'createdAt', description: 'By the time when it was made.' },
  }),
  visible: visiblePlacements,
});

listQuery('placements', placementList, {
  scope: 'placements:read',
  description: 'The merchant’s placements; who is bound to stores sees those of these stores.',
});

builder.queryField('placement', (t) =>
  t.prismaField({
    type: PlacementType,
    nullable: true,
    description: 'A placement by its id; null: there is none to be seen. Needs `placements:read`.',
    authScopes: { scope: 'placements:read' },
    args: { id: t.arg.id({ required: true, description: 'Id of the placement: `plc_…`.' }) },
    resolve: (query, _root, { id }, { domain }) =>
      domain.prisma.placement.findFirst({ ...query, where: { AND: [visiblePlacements(domain), { id }] } }),
  }),
);
