import { grantPermission } from '../../domain/merchants/index.ts';
import { builder, type Rows } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { MerchantPermissionEnum, MerchantType } from './merchant.type.ts';

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
