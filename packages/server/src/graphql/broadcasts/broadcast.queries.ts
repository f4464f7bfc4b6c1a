import { visibleBroadcasts } from '../../domain/broadcasts/index.ts';
import { builder } from '../builder.ts';
import { defineList, listQuery } from '../kit/connection.ts';
import { DateTimeFilter, IdFilter, whereType } from '../kit/where.ts';
import { BroadcastType } from './broadcast.type.ts';

export const broadcastList = defineList({
  model: 'Broadcast',
  type: BroadcastType,
  sorts: { CREATED_AT: { column: 'createdAt', kind: 'time', description: 'When it was sent.' } },
  where: whereType('Broadcast', {
    id: { filter: IdFilter, column: 'id', description: 'By id.' },
    createdAt: { filter: DateTimeFilter, column: 'createdAt', description: 'By the time when it was sent.' },
  }),
  visible: visibleBroadcasts,
});

listQuery('broadcasts', broadcastList, { scope: 'messages:read', description: 'The merchant’s broadcasts.' });

builder.queryField('broadcast', (t) =>
  t.prismaField({
    type: BroadcastType,
    nullable: true,
    description: 'A broadcast by its id; null: there is none to be seen. Needs `messages:read`.',
    authScopes: { scope: 'messages:read' },
    args: { id: t.arg.id({ required: true, description: 'Id of the broadcast: `bct_…`.' }) },
    resolve: (query, _root, { id }, { domain }) =>
      domain.prisma.broadcast.findFirst({ ...query, where: { AND: [visibleBroadcasts(domain), { id }] } }),
  }),
);
