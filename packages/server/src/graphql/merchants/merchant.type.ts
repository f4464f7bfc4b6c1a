import type { PermissionName } from '../../domain/merchants/index.ts';
import { builder, type Rows } from '../builder.ts';
import { enumType } from '../kit/enum.ts';

const MerchantStatusEnum = enumType(
  'MerchantStatus',
  'Where a merchant stands in its review (M1). Only APPROVED ones create cards.',
  {
    DRAFT: 'Its application is being written.',
    IN_REVIEW: 'An operator looks at it.',
    APPROVED: 'May create cards.',
    REJECTED: 'Refused; may apply again.',
  } satisfies Record<Rows.MerchantStatus, string>,
);

export const MerchantPermissionEnum = enumType('MerchantPermission', 'An advanced permission (M3).', {
  STORED_VALUE: 'Topping up and spending a balance.',
  JSAPI: 'The browser SDK on the merchant’s safe domains.',
  CUSTOM_CODE: 'Codes that the merchant makes itself.',
  CHECKOUT: 'Payments with a coupon.',
} satisfies Record<PermissionName, string>);

export const ClaimChallengeEnum = enumType('ClaimChallenge', 'When users who claim have to pass a challenge first.', {
  NEVER: 'Never.',
  WHEN_BUSY: 'While the user, its address or the merchant’s pages come more often than usual.',
  ALWAYS: 'With every claim.',
} satisfies Record<Rows.ClaimChallenge, string>);

/** A merchant as its own programs and people see it. */
export const MerchantType = builder.prismaObject('Merchant', {
  description: 'A merchant: the tenant that every other object belongs to (W2).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the merchant: `mer_…`.' }),
    appId: t.exposeString('appId', {
      description: 'The id that Weixin clients and user tokens know it by: `wx` and 16 hex digits.',
    }),
    name: t.exposeString('name', { description: 'Its name.' }),
    status: t.expose('status', { type: MerchantStatusEnum, description: 'Where it stands in its review.' }),
    isSandbox: t.exposeBoolean('isSandbox', {
      description: 'Whether it is for trying out; only such merchants have `_test_` keys.',
    }),
    timeZone: t.expose('timeZone', { type: 'TimeZone', description: 'Zone in which its days begin and end (C4).' }),
    imageHosts: t.exposeStringList('imageHosts', {
      description: 'Hosts whose images its cards may use beside this server (C11).',
    }),
    loginUrl: t.exposeString('loginUrl', {
      nullable: true,
      description: 'Where a browser is sent to find out who the user is (W8); null: nowhere.',
    }),
    permissions: t.field({
      type: [MerchantPermissionEnum],
      description: 'The advanced permissions that were granted (M3).',
      select: { permissions: { orderBy: { permission: 'asc' } } },
      resolve: ({ permissions }) => permissions.map(({ permission }) => permission),
    }),
    fastReviewClosedUntil: t.expose('fastReviewClosedUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Until then cards wait for an operator’s review (M4); null or past: FAST review is open.',
    }),
    monthlyMessageQuota: t.exposeInt('monthlyMessageQuota', {
      description: 'Broadcasts that one user may get in a month of its zone (B9).',
    }),
    acceptsCardExtV1: t.exposeBoolean('acceptsCardExtV1', {
      description: 'Whether `cardExt` signed by SHA-1 with the api_ticket opens a claim.',
    }),
    acceptsCardExtV2: t.exposeBoolean('acceptsCardExtV2', {
      description: 'Whether `cardExt` signed by HMAC-SHA256 with the signing secret opens a claim.',
    }),
    requiresPageTicket: t.exposeBoolean('requiresPageTicket', {
      description: 'Whether users’ claims need a fresh ticket of their page (`claimContext`).',
    }),
    claimChallenge: t.expose('claimChallenge', {
      type: ClaimChallengeEnum,
      description: 'When users who claim have to pass a challenge, where the card does not say otherwise.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
  }),
});
