import { claimCard, claimsOfCall, type ClaimsOfCall } from '../../domain/claims/index.ts';
import type { Field } from '../../domain/kit/errors.ts';
import { builder, type Rows } from '../builder.ts';
import { loadedAnswer } from '../kit/loaded-answer.ts';
import { OWN_ANSWER } from '../kit/relation-scopes.ts';
import { type Outcome, outcomeOf, payloadType } from '../kit/user-error.ts';
import { CLAIMER, claimFields } from './claim.mutations.ts';
import { ClaimType } from './claim.type.ts';

const CardsClaimItemInput = builder.inputType('CardsClaimItemInput', {
  description: 'One claim of several. The same card may be claimed by more than one.',
  fields: (t) => ({
    ...claimFields(t),
    idempotencyKey: t.string({
      description:
        'Key of this claim, where it has one of its own: a repeat gets the same claim, by `cardClaim` too. Without it the call’s key and the place in the list stand for it.',
    }),
  }),
});

const CardsClaimInput = builder.inputType('CardsClaimInput', {
  description: 'Claims of several codes by one user (L1).',
  fields: (t) => ({
    claims: t.field({
      type: [CardsClaimItemInput],
      required: true,
      description: 'What is claimed, 1 to 10. Each is a claim of its own: one may be refused while others are made.',
    }),
    openid: t.string({ description: CLAIMER }),
    idempotencyKey: t.string({
      required: true,
      description:
        'Repeats of a call carry the same key and get the same claims: 8 to 64 of A-Z a-z 0-9 _ - (graphql.md §6).',
    }),
  }),
});

type ClaimOutcome = Outcome<Rows.Claim & { replayed: boolean }>;

const CardsClaimResult = payloadType<Rows.Claim & { replayed: boolean }>('CardsClaimResult', {
  description: 'What became of one claim of `cardsClaim`.',
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

const CardsClaimPayload = payloadType<ClaimOutcome[]>('CardsClaimPayload', {
  description: 'The answer of `cardsClaim`. Its `userErrors` are about the call as a whole: nothing was claimed then.',
  fields: (t) => ({
    results: t.field({
      type: [CardsClaimResult],
      description: 'What became of each claim, in the order of the input; empty when the call was refused.',
      complexity: { field: 1, multiplier: 1 },
      resolve: ({ value }) => value ?? [],
    }),
  }),
});

builder.mutationField('cardsClaim', (t) =>
  t.field({
    type: CardsClaimPayload,
    description:
      'Up to 10 claims, one after another, each in a transaction and with an answer of its own: as if `cardClaim` was called for each (L1, L2). Needs `claims:write`.',
    authScopes: { scope: 'claims:write' },
    complexity: ({ input }) => ({ field: 1, multiplier: input.claims.length }),
    args: { input: t.arg({ type: CardsClaimInput, required: true, description: 'Which cards, and for whom.' }) },
    resolve: (_root, { input }, { domain }) =>
      outcomeOf(async () => {
        const outcomes: ClaimOutcome[] = [];
        for (const [place, claim] of claimsOfCall(domain.actor, input).entries())
          outcomes.push(
            await outcomeOf(
              () => claimCard(domain, claim),
              (field) => fieldIn(input, place, field),
            ),
          );
        return outcomes;
      }),
  }),
);

/** Where a field of one claim stands in the input of all. */
function fieldIn({ claims }: ClaimsOfCall, place: number, field: Field): Field {
  const [name] = field;
  const isOfCall = name === 'openid' || (name === 'idempotencyKey' && !claims[place]?.idempotencyKey);
  return name === undefined || isOfCall ? field : ['claims', place, ...field];
}
