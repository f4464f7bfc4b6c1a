import { createKey, type ListedKey, openHostedPages, revokeKey, rotateKey } from '../../domain/access/index.ts';
import { builder } from '../builder.ts';
import { type Outcome, outcomeOf, payloadType } from '../kit/user-error.ts';
import { ApiKeyType, KeyKindEnum } from './key.type.ts';

type Made = { key: ListedKey; secret: string };

const KeyCreateInput = builder.inputType('KeyCreateInput', {
  description: 'A new key (graphql.md §1). It can do no more than the credential that makes it.',
  fields: (t) => ({
    kind: t.field({ type: KeyKindEnum, required: true, description: 'Who will hold it.' }),
    name: t.string({ required: true, description: 'What it is called, at most 64 characters.' }),
    isTest: t.boolean({ required: true, description: 'Whether it is a `_test_` key; only for sandbox merchants.' }),
    scopes: t.stringList({
      description: 'What it may do: `cards:read` …, at least one; absent: all that its kind may.',
    }),
    storeIds: t.idList({ description: 'Stores that bind it; absent or empty: none does.' }),
    ipAllowList: t.stringList({
      description: 'Addresses and ranges (CIDR) that it may be used from; absent or empty: all.',
    }),
    costPerSecond: t.int({
      description: 'GraphQL cost that it may spend per second; absent: the default of its kind.',
    }),
    expiresAt: t.field({ type: 'DateTime', description: 'When it ends; absent: never.' }),
  }),
});

const KeyRotateInput = builder.inputType('KeyRotateInput', {
  description: 'The key to replace.',
  fields: (t) => ({
    keyId: t.id({ required: true, description: 'Id of the key: `key_…`.' }),
    overlapSeconds: t.int({
      required: true,
      description: 'Seconds for which the old key works beside the new one, 0 to 2,592,000.',
    }),
  }),
});

const KeyRevokeInput = builder.inputType('KeyRevokeInput', {
  description: 'The key to end.',
  fields: (t) => ({ keyId: t.id({ required: true, description: 'Id of the key: `key_…`.' }) }),
});

const keyPayload = (name: string, description: string) =>
  payloadType<Made>(name, {
    description,
    fields: (t) => ({
      key: t.field({
        type: ApiKeyType,
        nullable: true,
        description: 'The new key; null when refused.',
        resolve: ({ value }) => value?.key ?? null,
      }),
      secret: t.string({
        nullable: true,
        description: 'The key itself, shown this once; null when refused.',
        resolve: ({ value }) => value?.secret ?? null,
      }),
    }),
  });

const KeyCreatePayload = keyPayload('KeyCreatePayload', 'The answer of `keyCreate`.');
const KeyRotatePayload = keyPayload('KeyRotatePayload', 'The answer of `keyRotate`.');

const KeyRevokePayload = payloadType<ListedKey>('KeyRevokePayload', {
  description: 'The answer of `keyRevoke`.',
  fields: (t) => ({
    key: t.field({
      type: ApiKeyType,
      nullable: true,
      description: 'The ended key; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

const HostedPagesOpenPayload = payloadType<ListedKey>('HostedPagesOpenPayload', {
  description: 'The answer of `hostedPagesOpen`.',
  fields: (t) => ({
    key: t.field({
      type: ApiKeyType,
      nullable: true,
      description: 'The key that the pages hold now; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('keyCreate', (t) =>
  t.field({
    type: KeyCreatePayload,
    description: 'Makes a key. Needs `keys:write`.',
    authScopes: { scope: 'keys:write' },
    args: { input: t.arg({ type: KeyCreateInput, required: true, description: 'What the key is to be.' }) },
    resolve: (_root, { input }, { domain }): Promise<Outcome<Made>> =>
      outcomeOf(() =>
        createKey(domain, {
          ...input,
          scopes: input.scopes ?? undefined,
          storeIds: input.storeIds ?? undefined,
          ipAllowList: input.ipAllowList ?? undefined,
          costPerSecond: input.costPerSecond ?? undefined,
          expiresAt: input.expiresAt ?? undefined,
        }),
      ),
  }),
);

builder.mutationField('keyRotate', (t) =>
  t.field({
    type: KeyRotatePayload,
    description: 'Replaces a key by a new one that may do the same; both work for a while. Needs `keys:write`.',
    authScopes: { scope: 'keys:write' },
    args: { input: t.arg({ type: KeyRotateInput, required: true, description: 'Which key.' }) },
    resolve: (_root, { input }, { domain }): Promise<Outcome<Made>> => outcomeOf(() => rotateKey(domain, input)),
  }),
);

builder.mutationField('keyRevoke', (t) =>
  t.field({
    type: KeyRevokePayload,
    description: 'Ends a key at once and for ever. Needs `keys:write`.',
    authScopes: { scope: 'keys:write' },
    args: { input: t.arg({ type: KeyRevokeInput, required: true, description: 'Which key.' }) },
    resolve: (_root, { input }, { domain }): Promise<Outcome<ListedKey>> => outcomeOf(() => revokeKey(domain, input)),
  }),
);

builder.mutationField('hostedPagesOpen', (t) =>
  t.field({
    type: HostedPagesOpenPayload,
    description:
      'Opens the pages that this server hosts for the merchant (`/c/<card id>`) again, after their key “Hosted pages” was revoked. Changes nothing while they are open. Needs `keys:write`.',
    authScopes: { scope: 'keys:write' },
    resolve: (_root, _args, { domain }): Promise<Outcome<ListedKey>> => outcomeOf(() => openHostedPages(domain)),
  }),
);
