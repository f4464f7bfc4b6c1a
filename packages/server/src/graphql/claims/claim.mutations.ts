import { claimCard } from '../../domain/claims/index.ts';
import { builder, type Rows } from '../builder.ts';
import { loadedAnswer } from '../kit/loaded-answer.ts';
import { OWN_ANSWER } from '../kit/relation-scopes.ts';
import { idempotencyKeyField } from '../kit/idempotency-key.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { ClaimType } from './claim.type.ts';

type InputBuilder = PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>;

/** What a claim says beside its user and its key. */
export const claimFields = (t: InputBuilder) => ({
  cardId: t.id({ required: true, description: 'The card.' }),
  outerStr: t.string({ description: 'Channel that the claim comes from, at most 128 bytes.' }),
  code: t.string({
    description:
      'The code that the user is to get, 1 to 20 characters: required for custom codes (K1), refused for others. Users name none.',
  }),
  cardExt: t.string({
    description: 'Signed permission of the merchant’s page (L3, contract §1.5): JSON text, of either form.',
  }),
  placementToken: t.string({ description: 'Token of the placement that led here (L5).' }),
  pageTicket: t.string({
    description:
      'Ticket of the page that asks, from `claimContext`, at most 5 minutes old. Users need one, unless their merchant has said otherwise (`merchantUpdate`). A forged one is refused.',
  }),
  challengeToken: t.string({
    description: 'Proof that the challenge of a CHALLENGE_REQUIRED for this claim was passed (graphql.md §8).',
  }),
});

export const CLAIMER =
  'The user, 1 to 64 of A-Z a-z 0-9 _ - (W5). Under a user token it is read from there and refused here.';

const CardClaimInput = builder.inputType('CardClaimInput', {
  description: 'A claim of one code (L1).',
  fields: (t) => ({
    ...claimFields(t),
    openid: t.string({ description: CLAIMER }),
    idempotencyKey: idempotencyKeyField(t),
  }),
});

const CardClaimPayload = payloadType<Rows.Claim & { replayed: boolean }>('CardClaimPayload', {
  description: 'The answer of `cardClaim`.',
  fields: (t) => ({
    claim: t.field({
      type: ClaimType,
      nullable: true,
      description: 'The claim with its code; null when refused.',
      grantScopes: [OWN_ANSWER],
      resolve: ({ value }, _args, context, info) => loadedAnswer(value, context, info),
    }),
  }),
});

builder.mutationField('cardClaim', (t) =>
  t.field({
    type: CardClaimPayload,
    description:
      'Puts one code of a card into a user’s hands: by the user (token beside a publishable key) or by the merchant for one (L1, L2). Needs `claims:write`.',
    authScopes: { scope: 'claims:write' },
    args: { input: t.arg({ type: CardClaimInput, required: true, description: 'Which card, and for whom.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => claimCard(domain, input)),
  }),
);
