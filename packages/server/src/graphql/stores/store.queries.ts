import { findStore, visibleStores } from '../../domain/stores/index.ts';
import { builder } from '../builder.ts';
import { defineList, listQuery } from '../kit/connection.ts';
import { DateTimeFilter, IdFilter, IntFilter, StringFilter, whereType } from '../kit/where.ts';
import { StoreType } from './store.type.ts';

builder.queryField('store', (t) =>
  t.field({
    type: StoreType,
    nullable: true,
    description:
      'One store by exactly one of its names; null when there is none or it was deleted. Needs `stores:read`.',
    authScopes: { scope: 'stores:read' },
    args: {
      id: t.arg.id({ description: 'Id of the store.' }),
      poiId: t.arg.int({ description: 'Its integer id (`poi_id`).' }),
      externalId: t.arg.string({ description: 'The merchant’s own id.' }),
    },
    resolve: (_root, key, { domain }) => findStore(domain, key),
  }),
);

export const storeList = defineList({
  model: 'Store',
  type: StoreType,
  sorts: {
    CREATED_AT: { column: 'createdAt', kind: 'time', description: 'When it was added.' },
    BUSINESS_NAME: { column: 'businessName', kind: 'text', description: 'Its name, character by character.' },
  },
  where: whereType('Store', {
    id: { filter: IdFilter, column: 'id', description: 'By id.' },
    poiId: { filter: IntFilter, column: 'poiId', description: 'By integer id.' },
    externalId: { filter: StringFilter, column: 'externalId', description: 'By the merchant’s own id.' },
    businessName: { filter: StringFilter, column: 'businessName', description: 'By name without branch.' },
    createdAt: { filter: DateTimeFilter, column: 'createdAt', description: 'By the time when it was added.' },
  }),
  visible: visibleStores,
});

listQuery('stores', storeList, { scope: 'stores:read', description: 'The merchant’s stores, without deleted ones.' });
