import { selfRedeemCode, setSelfRedemption } from '../../domain/redemptions/index.ts';
import { builder, type Rows } from '../builder.ts';
import { CardType } from '../cards/card.type.ts';
import { idempotencyKeyField } from '../kit/idempotency-key.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { redemptionPayload } from './redemption-payload.ts';

const CardSelfRedemptionSetInput = builder.inputType('CardSelfRedemptionSetInput', {
  description: 'Whether holders redeem codes of a card themselves (R4).',
  fields: (t) => ({
    cardId: t.id({ required: true, description: 'The card: `card_…`.' }),
    isOpen: t.boolean({ required: true, description: 'Whether they may.' }),
    needsVerificationCode: t.boolean({
      description: 'Whether they name a verification code of the store; false when absent.',
    }),
    needsRemarkAmount: t.boolean({ description: 'Whether they note the order amount; false when absent.' }),
  }),
});

const CardSelfRedemptionSetPayload = payloadType<Rows.Card>('CardSelfRedemptionSetPayload', {
  description: 'The answer of `cardSelfRedemptionSet`.',
  fields: (t) => ({
    card: t.field({
      type: CardType,
      nullable: true,
      description: 'The card; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('cardSelfRedemptionSet', (t) =>
  t.field({
    type: CardSelfRedemptionSetPayload,
    description:
      'Opens or closes a card for self-redemption (R4); at once, without review. Open, it needs a store in which it applies, an empty center entry, and codes of the system. Needs `cards:write`.',
    authScopes: { scope: 'cards:write' },
    args: { input: t.arg({ type: CardSelfRedemptionSetInput, required: true, description: 'Which card, and how.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => setSelfRedemption(domain, input)),
  }),
);

const CodeSelfRedeemInput = builder.inputType('CodeSelfRedeemInput', {
  description:
    'A code that its holder uses up in a store. Give `codeId`, or `value` with the card where that is needed.',
  fields: (t) => ({
    codeId: t.id({ description: 'The code: `code_…`.' }),
    value: t.string({ description: 'Its number.' }),
    cardId: t.id({ description: 'Its card.' }),
    storeId: t.id({ required: true, description: 'The store in which the user stands; one of `card { stores }`.' }),
    verificationCode: t.string({
      description: 'A verification code of the store, where `selfRedemption { needsVerificationCode }`.',
    }),
    remarkAmountFen: t.field({
      type: 'Fen',
      description: 'Order amount as the user notes it, in fen, where `selfRedemption { needsRemarkAmount }`.',
    }),
    idempotencyKey: idempotencyKeyField(t),
  }),
});

const CodeSelfRedeemPayload = redemptionPayload('codeSelfRedeem', 'The redemption; null when refused.');

builder.mutationField('codeSelfRedeem', (t) =>
  t.field({
    type: CodeSelfRedeemPayload,
    description:
      'The user uses an own code up in a store, without staff (R4); people of the store get a notice. After five wrong verification codes within 15 minutes the user waits: THROTTLED. User token only.',
    authScopes: (_root, _args, { domain }) => domain.actor.kind === 'user',
    args: { input: t.arg({ type: CodeSelfRedeemInput, required: true, description: 'Which code, and where.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => selfRedeemCode(domain, input)),
  }),
);
