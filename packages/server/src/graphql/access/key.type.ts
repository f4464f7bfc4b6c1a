import type { ListedKey } from '../../domain/access/index.ts';
import { builder, type Rows } from '../builder.ts';
import { enumType } from '../kit/enum.ts';

export const KeyKindEnum = enumType('KeyKind', 'Who holds a key, and what it may run (graphql.md §1).', {
  PUBLISHABLE: '`pk_`: pages and apps; registered documents only, from safe domains.',
  SECRET: '`sk_`: the merchant’s programs; never in a page.',
  REPORT: '`rk_`: readers of reports; reads only.',
  OPERATOR: '`op_`: the operator’s scripts.',
} satisfies Record<Rows.KeyKind, string>);

/** A key without what could tell it to somebody. */
export const ApiKeyType = builder.objectRef<ListedKey>('ApiKey').implement({
  description: 'A key for programs (graphql.md §1). The key itself is shown once, when it is made.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the key: `key_…`. Not the key.' }),
    kind: t.expose('kind', { type: KeyKindEnum, description: 'Who holds it.' }),
    name: t.exposeString('name', { description: 'What it is called, to tell keys apart.' }),
    hint: t.exposeString('hint', { description: 'Its last four characters.' }),
    isTest: t.exposeBoolean('isTest', {
      description: 'Whether it is a `_test_` key, which reaches only sandbox merchants.',
    }),
    scopes: t.exposeStringList('scopes', {
      description: 'What it may do: `cards:read` …; empty: all that its kind may.',
    }),
    storeIds: t.exposeIDList('storeIds', { description: 'Stores that bind it; empty: none does.' }),
    ipAllowList: t.exposeStringList('ipAllowList', {
      description: 'Addresses and ranges (CIDR) that it may be used from; empty: all.',
    }),
    costPerSecond: t.exposeInt('costPerSecond', {
      nullable: true,
      description: 'GraphQL cost that it may spend per second; null: the default of its kind (graphql.md §8).',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true, description: 'When it ends; null: never.' }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null: it was not.',
    }),
    replacedById: t.exposeID('replacedById', {
      nullable: true,
      description: 'The key that a rotation put in its place; null: none.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
  }),
});
