import { type Viewer, viewerOf } from '../../domain/access/index.ts';
import { merchantOf } from '../../domain/merchants/index.ts';
import { builder } from '../builder.ts';
import { enumType } from '../kit/enum.ts';
import { MerchantType } from '../merchants/merchant.type.ts';
import { RoleEnum, StaffRoleEnum } from './person.type.ts';

const VIEWER_KINDS = {
  system: 'SYSTEM',
  operator: 'OPERATOR',
  secretKey: 'SECRET_KEY',
  reportKey: 'REPORT_KEY',
  publishableKey: 'PUBLISHABLE_KEY',
  user: 'USER',
  person: 'PERSON',
} as const satisfies Record<Viewer['kind'], string>;

const ViewerKindEnum = enumType('ViewerKind', 'What kind of credential calls (graphql.md §1).', {
  SYSTEM: 'The installation itself.',
  OPERATOR: 'The installation’s operator: an `op_` key or a session.',
  SECRET_KEY: 'A merchant’s program: `sk_`.',
  REPORT_KEY: 'A reader of reports: `rk_`.',
  PUBLISHABLE_KEY: 'A page of the merchant: `pk_`.',
  USER: 'A user: a user token beside a publishable key.',
  PERSON: 'A person who signed in.',
} satisfies Record<(typeof VIEWER_KINDS)[Viewer['kind']], string>);

const ViewerMerchantType = builder.objectRef<NonNullable<Viewer['merchant']>>('ViewerMerchant').implement({
  description: 'What every credential may know of the merchant that it acts in.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the merchant: `mer_…`.' }),
    appId: t.exposeString('appId', { description: '`iss` of its user tokens: `wx` and 16 hex digits.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    isSandbox: t.exposeBoolean('isSandbox', { description: 'Whether it is for trying out.' }),
    timeZone: t.expose('timeZone', { type: 'TimeZone', description: 'Zone in which its days begin and end (C4).' }),
  }),
});

const ViewerPersonType = builder.objectRef<NonNullable<Viewer['person']>>('ViewerPerson').implement({
  description: 'The person who signed in (W7).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the person: `per_…`.' }),
    login: t.exposeString('login', { description: 'The name or e-mail address that the person signs in with.' }),
    name: t.exposeString('name', { description: 'Name of the person.' }),
  }),
});

const ViewerType = builder.objectRef<Viewer>('Viewer').implement({
  description: 'Who calls, told to the caller.',
  fields: (t) => ({
    kind: t.field({
      type: ViewerKindEnum,
      description: 'Kind of the credential.',
      resolve: ({ kind }) => VIEWER_KINDS[kind],
    }),
    merchant: t.expose('merchant', {
      type: ViewerMerchantType,
      nullable: true,
      description: 'The merchant that the caller acts in; null for an operator who names none.',
    }),
    person: t.expose('person', {
      type: ViewerPersonType,
      nullable: true,
      description: 'The person who signed in; null for keys and users.',
    }),
    role: t.expose('role', {
      type: RoleEnum,
      nullable: true,
      description: 'The person’s role at the merchant; null for others.',
    }),
    staffRoles: t.field({
      type: [StaffRoleEnum],
      description: 'What a person who is STAFF does (W4); empty for others.',
      resolve: ({ staffRoles }) => [...staffRoles],
    }),
    sessionId: t.exposeID('sessionId', {
      nullable: true,
      description: 'The session of the person who signed in: `ses_…`; null for others.',
    }),
    openid: t.exposeString('openid', {
      nullable: true,
      description: 'The user of the user token (W5); null for others.',
    }),
    scopes: t.stringList({
      description: 'What the caller may do: `cards:read`, `claims:write` …',
      resolve: ({ scopes }) => [...scopes],
    }),
    storeIds: t.idList({
      description: 'The stores that bind the caller; empty: none does.',
      resolve: ({ storeIds }) => [...storeIds],
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    description: 'Who calls. Any credential.',
    authScopes: { caller: true },
    resolve: (_root, _args, { domain }) => viewerOf(domain),
  }),
);

builder.queryField('merchant', (t) =>
  t.field({
    type: MerchantType,
    description: 'The merchant that the caller acts in, with its settings. Needs `cards:read`.',
    authScopes: { scope: 'cards:read' },
    resolve: (_root, _args, { domain }) => merchantOf(domain),
  }),
);
