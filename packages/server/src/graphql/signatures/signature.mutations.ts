import { setSignatureForms } from '../../domain/signatures/index.ts';
import { builder, type Rows } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { MerchantType } from '../merchants/merchant.type.ts';

const MerchantSignatureFormsSetInput = builder.inputType('MerchantSignatureFormsSetInput', {
  description: 'Which forms of signed `cardExt` open a claim. What is absent stays as it is.',
  fields: (t) => ({
    acceptsCardExtV1: t.boolean({ description: 'SHA-1 of sorted values with the api_ticket, as WeChat’s pages sign.' }),
    acceptsCardExtV2: t.boolean({ description: 'HMAC-SHA256 of all fields with the signing secret.' }),
  }),
});

const MerchantSignatureFormsSetPayload = payloadType<Rows.Merchant>('MerchantSignatureFormsSetPayload', {
  description: 'The answer of `merchantSignatureFormsSet`.',
  fields: (t) => ({
    merchant: t.field({
      type: MerchantType,
      nullable: true,
      description: 'The merchant as it is now; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('merchantSignatureFormsSet', (t) =>
  t.field({
    type: MerchantSignatureFormsSetPayload,
    description: 'Switches the two forms of signed `cardExt` on or off. Needs `keys:write`.',
    authScopes: { scope: 'keys:write' },
    args: { input: t.arg({ type: MerchantSignatureFormsSetInput, required: true, description: 'Which, on or off.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => setSignatureForms(domain, input)),
  }),
);
