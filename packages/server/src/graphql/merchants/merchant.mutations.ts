import { grantPermission, setFastReview, setMessageQuota, updateMerchant } from '../../domain/merchants/index.ts';
import { builder, type Rows } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { ClaimChallengeEnum, MerchantPermissionEnum, MerchantType } from './merchant.type.ts';

const PermissionGrantInput = builder.inputType('PermissionGrantInput', {
  description: 'A permission for the merchant that `X-Kaquan-Merchant` names.',
  fields: (t) => ({
    permission: t.field({ type: MerchantPermissionEnum, required: true, description: 'The permission.' }),
  }),
});

const PermissionGrantPayload = payloadType<Rows.Merchant>('PermissionGrantPayload', {
  description: 'The answer of `permissionGrant`.',
  fields: (t) => ({
    merchant: t.field({
      type: MerchantType,
      nullable: true,
      description: 'The merchant with the permission; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('permissionGrant', (t) =>
  t.field({
    type: PermissionGrantPayload,
    description:
      'Grants an advanced permission (M3); granting again changes nothing. Needs `merchants:write`, which operators have.',
    authScopes: { scope: 'merchants:write' },
    args: { input: t.arg({ type: PermissionGrantInput, required: true, description: 'Which permission.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => grantPermission(domain, input)),
  }),
);

const MerchantUpdateInput = builder.inputType('MerchantUpdateInput', {
  description: 'What changes about the merchant; what is absent stays.',
  fields: (t) => ({
    loginUrl: t.string({
      description:
        'Where a browser is sent to find out who the user is (W8): https, or http on a loopback address of a sandbox merchant. Null: nowhere; a sandbox merchant’s users then pick themselves.',
    }),
    imageHosts: t.stringList({
      description:
        'Hosts whose images cards may use beside this server (C11), as `img.shop.example` or with a port, at most 20. They take the place of the old ones.',
    }),
    requiresPageTicket: t.boolean({
      description:
        'Whether users’ claims need a fresh ticket of their page (`claimContext`), so that nobody claims who has not opened it. On for merchants made since; pages that use the SDK need do nothing.',
    }),
    claimChallenge: t.field({
      type: ClaimChallengeEnum,
      description:
        'When users who claim have to pass a challenge (CHALLENGE_REQUIRED), where the card does not say otherwise.',
    }),
  }),
});

const MerchantUpdatePayload = payloadType<Rows.Merchant>('MerchantUpdatePayload', {
  description: 'The answer of `merchantUpdate`.',
  fields: (t) => ({
    merchant: t.field({
      type: MerchantType,
      nullable: true,
      description: 'The merchant as it is now; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('merchantUpdate', (t) =>
  t.field({
    type: MerchantUpdatePayload,
    description:
      'Changes how the merchant’s users are known (W8), whose images its cards may show (C11), and what users’ claims have to bring. Needs `keys:write`.',
    authScopes: { scope: 'keys:write' },
    args: { input: t.arg({ type: MerchantUpdateInput, required: true, description: 'What changes.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => updateMerchant(domain, input)),
  }),
);

const MerchantFastReviewSetInput = builder.inputType('MerchantFastReviewSetInput', {
  description: 'Whose FAST review channel closes, and until when.',
  fields: (t) => ({
    appId: t.string({ required: true, description: 'The merchant.' }),
    closedUntil: t.field({ type: 'DateTime', description: 'Until then it is closed; null or absent: it is open.' }),
  }),
});

const MerchantFastReviewSetPayload = payloadType<Rows.Merchant>('MerchantFastReviewSetPayload', {
  description: 'The answer of `merchantFastReviewSet`.',
  fields: (t) => ({
    merchant: t.field({
      type: MerchantType,
      nullable: true,
      description: 'The merchant as it is now; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('merchantFastReviewSet', (t) =>
  t.field({
    type: MerchantFastReviewSetPayload,
    description:
      'Closes the FAST review channel of a merchant until a time, or opens it (M4). What is being reviewed goes on. Needs `merchants:write`, which operators have.',
    authScopes: { scope: 'merchants:write' },
    args: { input: t.arg({ type: MerchantFastReviewSetInput, required: true, description: 'Whose, and until when.' }) },
    resolve: (_root, { input: { appId, closedUntil } }, { domain }) =>
      outcomeOf(() => setFastReview(domain, { appId, closedUntil: closedUntil ?? null })),
  }),
);

const MerchantMessageQuotaSetInput = builder.inputType('MerchantMessageQuotaSetInput', {
  description: 'How many broadcasts one user may get from a merchant in a month.',
  fields: (t) => ({
    appId: t.string({ required: true, description: 'The merchant.' }),
    monthlyMessageQuota: t.int({ required: true, description: '0 to 1000; 4 unless it was set.' }),
  }),
});

const MerchantMessageQuotaSetPayload = payloadType<Rows.Merchant>('MerchantMessageQuotaSetPayload', {
  description: 'The answer of `merchantMessageQuotaSet`.',
  fields: (t) => ({
    merchant: t.field({
      type: MerchantType,
      nullable: true,
      description: 'The merchant as it is now; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('merchantMessageQuotaSet', (t) =>
  t.field({
    type: MerchantMessageQuotaSetPayload,
    description:
      'Sets how many broadcasts one user may get from a merchant in a month of its zone (B9); those of this month count. Needs `merchants:write`, which operators have.',
    authScopes: { scope: 'merchants:write' },
    args: { input: t.arg({ type: MerchantMessageQuotaSetInput, required: true, description: 'Whose, and how many.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => setMessageQuota(domain, input)),
  }),
);
