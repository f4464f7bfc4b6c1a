import { askedStores, findStoresNear, type NearStore } from '../../domain/stores/index.ts';
import { builder } from '../builder.ts';
import { StoreType } from './store.type.ts';

const NearStoreType = builder.objectRef<NearStore>('NearStore').implement({
  description: 'A store near a place, and how far it is.',
  fields: (t) => ({
    store: t.field({ type: StoreType, description: 'The store.', resolve: ({ store }) => store }),
    distanceMeters: t.exposeInt('distanceMeters', { description: 'Metres from the place, as the crow flies.' }),
  }),
});

builder.queryField('storesNear', (t) =>
  t.field({
    type: [NearStoreType],
    description:
      'The merchant’s approved stores around a place, nearest first, at most 100; with `cardId` those in which that card can be redeemed (S4). Any credential.',
    authScopes: { caller: true },
    args: {
      latitude: t.arg.float({ required: true, description: 'Degrees north, -90 to 90, in GCJ-02 like the stores.' }),
      longitude: t.arg.float({ required: true, description: 'Degrees east, -180 to 180, in GCJ-02 like the stores.' }),
      first: t.arg.int({ description: 'How many at most, 1 to 100; 20 when absent.' }),
      radiusMeters: t.arg.int({ description: 'How far away at most, 1 to 500,000; 20,000 when absent.' }),
      cardId: t.arg.id({
        description:
          'A card that the caller may see: of one that names stores only these, of any other all stores. Else NOT_FOUND.',
      }),
    },
    complexity: ({ first }) => ({ field: 2, multiplier: askedStores(first) }),
    resolve: (_root, near, { domain }) => findStoresNear(domain, near),
  }),
);
