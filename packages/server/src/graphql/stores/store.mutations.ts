import { createStore, deleteStore, setVerificationCodes, updateStore } from '../../domain/stores/index.ts';
import { builder, type Rows } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import {
  StoreCreateInput,
  StoreDeleteInput,
  StoreUpdateInput,
  StoreVerificationCodesSetInput,
} from './store.inputs.ts';
import { StoreType } from './store.type.ts';

const payload = (name: string, description: string, store: string) =>
  payloadType<Rows.Store>(name, {
    description,
    fields: (t) => ({
      store: t.field({ type: StoreType, nullable: true, description: store, resolve: ({ value }) => value }),
    }),
  });

const StoreCreatePayload = payload(
  'StoreCreatePayload',
  'What `storeCreate` answers.',
  'The new store; null when refused.',
);
const StoreUpdatePayload = payload(
  'StoreUpdatePayload',
  'What `storeUpdate` answers.',
  'The store as it is now; null when refused.',
);
const StoreDeletePayload = payload(
  'StoreDeletePayload',
  'What `storeDelete` answers.',
  'The store as it was left; null when refused.',
);

builder.mutationField('storeCreate', (t) =>
  t.field({
    type: StoreCreatePayload,
    description:
      'Adds a store, usable at once where FAST review is open, else once an operator approves it (S2). Needs `stores:write`.',
    authScopes: { scope: 'stores:write' },
    args: { input: t.arg({ type: StoreCreateInput, required: true, description: 'The store.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => createStore(domain, input)),
  }),
);

builder.mutationField('storeUpdate', (t) =>
  t.field({
    type: StoreUpdatePayload,
    description:
      'Changes the service fields of a store (S2): at once, or by review; meanwhile the approved ones stay. Needs `stores:write`.',
    authScopes: { scope: 'stores:write' },
    args: { input: t.arg({ type: StoreUpdateInput, required: true, description: 'Which store, and what changes.' }) },
    resolve: (_root, { input: { id, poiId, externalId, expectedVersion, ...changes } }, { domain }) =>
      outcomeOf(() => updateStore(domain, { id, poiId, externalId, expectedVersion, changes })),
  }),
);

builder.mutationField('storeDelete', (t) =>
  t.field({
    type: StoreDeletePayload,
    description:
      'Takes a store out of use; redemptions keep naming it (S3). Refused while a live card names it. Needs `stores:write`.',
    authScopes: { scope: 'stores:write' },
    args: { input: t.arg({ type: StoreDeleteInput, required: true, description: 'Which store.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => deleteStore(domain, input)),
  }),
);

builder.mutationField('storeVerificationCodesSet', (t) =>
  t.field({
    type: payload(
      'StoreVerificationCodesSetPayload',
      'What `storeVerificationCodesSet` answers.',
      'The store; null when refused.',
    ),
    description:
      'Names the codes by which users show that they stand in a store when they redeem there themselves (R4). Needs `stores:write`.',
    authScopes: { scope: 'stores:write' },
    args: {
      input: t.arg({
        type: StoreVerificationCodesSetInput,
        required: true,
        description: 'Which store, and its codes.',
      }),
    },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => setVerificationCodes(domain, input)),
  }),
);
