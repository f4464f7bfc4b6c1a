import { type AcceptedGift, acceptGift, cancelGift, giveCode } from '../../domain/gifts/index.ts';
import { builder, type Rows } from '../builder.ts';
import { CodeType } from '../codes/code.type.ts';
import { OWN_ANSWER } from '../kit/relation-scopes.ts';
import { idempotencyKeyField } from '../kit/idempotency-key.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { GiftType } from './gift.type.ts';

type InputBuilder = PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>;

/** For whom it is done, and what makes a repeat harmless. */
const callFields = (t: InputBuilder, who: string) => ({
  openid: t.string({
    description: `${who}, 1 to 64 of A-Z a-z 0-9 _ - (W5). Under a user token it is read from there and refused here.`,
  }),
  idempotencyKey: idempotencyKeyField(t),
});

const giftPayload = (name: string) =>
  payloadType<Rows.Gift & { replayed: boolean }>(name, {
    description: `The answer of \`${name.charAt(0).toLowerCase()}${name.slice(1, -'Payload'.length)}\`.`,
    fields: (t) => ({
      gift: t.field({
        type: GiftType,
        nullable: true,
        description: 'The gift as it is now; null when refused.',
        grantScopes: [OWN_ANSWER],
        resolve: ({ value }) => value,
      }),
    }),
  });

const CodeGiftInput = builder.inputType('CodeGiftInput', {
  description: 'A code that its holder offers to a friend (L7).',
  fields: (t) => ({
    cardId: t.id({ description: 'Its card; required for custom and deposited codes (K1).' }),
    value: t.string({ required: true, description: 'The number that is shown.' }),
    message: t.string({ description: 'What the friend reads, at most 64 wide characters.' }),
    isGroup: t.boolean({ description: 'Whether the link goes to a group, of which the first takes it; else false.' }),
    ...callFields(t, 'The holder'),
  }),
});

builder.mutationField('codeGift', (t) =>
  t.field({
    type: giftPayload('CodeGiftPayload'),
    description:
      'Offers a code to a friend: GIFTING, and not redeemable until it is taken, taken back, or 24 h are over (L7). Needs `claims:write`.',
    authScopes: { scope: 'claims:write' },
    args: { input: t.arg({ type: CodeGiftInput, required: true, description: 'Which code, and what is said.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => giveCode(domain, input)),
  }),
);

const GiftAcceptInput = builder.inputType('GiftAcceptInput', {
  description: 'A gift that a friend takes (L7).',
  fields: (t) => ({
    token: t.string({ required: true, description: 'Token of the link.' }),
    ...callFields(t, 'The friend'),
  }),
});

const GiftAcceptPayload = payloadType<AcceptedGift>('GiftAcceptPayload', {
  description: 'The answer of `giftAccept`.',
  fields: (t) => ({
    code: t.field({
      type: CodeType,
      nullable: true,
      description: 'The code that the friend has now; null when refused.',
      grantScopes: [OWN_ANSWER],
      resolve: ({ value }) => value?.code,
    }),
    replayed: t.boolean({
      description:
        'Whether this is the stored answer of an earlier call with the same idempotency key (graphql.md §6); false when refused.',
      resolve: ({ value }) => value?.replayed === true,
    }),
  }),
});

builder.mutationField('giftAccept', (t) =>
  t.field({
    type: GiftAcceptPayload,
    description:
      'Takes a gift: the friend gets a code of the same validity, the giver’s is GIFTED; of any number of friends the first gets it. It is no claim, so the claim limit stays as it is (L7). Needs `claims:write`.',
    authScopes: { scope: 'claims:write' },
    args: { input: t.arg({ type: GiftAcceptInput, required: true, description: 'Which gift, and for whom.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => acceptGift(domain, input)),
  }),
);

const GiftCancelInput = builder.inputType('GiftCancelInput', {
  description: 'A gift that its giver takes back (L7).',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Id of the gift: `gift_…`.' }),
    ...callFields(t, 'The giver'),
  }),
});

builder.mutationField('giftCancel', (t) =>
  t.field({
    type: giftPayload('GiftCancelPayload'),
    description: 'Takes an open gift back: its code is NORMAL again (L7). Needs `claims:write`.',
    authScopes: { scope: 'claims:write' },
    args: { input: t.arg({ type: GiftCancelInput, required: true, description: 'Which gift.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => cancelGift(domain, input)),
  }),
);
