import { decideReview } from '../../domain/reviews/index.ts';
import { builder, type Rows } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { ReviewVerdictEnum } from './review.enums.ts';
import { ReviewType } from './review.type.ts';

const ReviewDecideInput = builder.inputType('ReviewDecideInput', {
  description: 'An operator’s word on a review.',
  fields: (t) => ({
    reviewId: t.id({ required: true, description: 'The review: `rev_…`.' }),
    verdict: t.field({ type: ReviewVerdictEnum, required: true, description: 'The word.' }),
    reasons: t.stringList({
      description: 'What the merchant is told, at most 20 of at most 200 wide characters; a refusal has at least one.',
    }),
  }),
});

const ReviewDecidePayload = payloadType<Rows.Review>('ReviewDecidePayload', {
  description: 'The answer of `reviewDecide`.',
  fields: (t) => ({
    review: t.field({
      type: ReviewType,
      nullable: true,
      description: 'The review as it is now; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('reviewDecide', (t) =>
  t.field({
    type: ReviewDecidePayload,
    description:
      'Decides a review of the NORMAL channel (M4); the card, or the change of it, follows. Needs `merchants:write`, which operators have.',
    authScopes: { scope: 'merchants:write' },
    args: { input: t.arg({ type: ReviewDecideInput, required: true, description: 'Which review, and the word.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => decideReview(domain, input)),
  }),
);
