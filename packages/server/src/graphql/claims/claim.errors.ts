import {
  CardNotClaimableError,
  ChallengeRequiredError,
  ClaimLimitReachedError,
  NotEligibleError,
  OutOfStockError,
} from '../../domain/claims/index.ts';
import { ExpiredError, NotStartedError } from '../../domain/kit/errors.ts';
import { OWN_ANSWER } from '../kit/relation-scopes.ts';
import { refusalType } from '../kit/user-error.ts';
import { ClaimType } from './claim.type.ts';

refusalType(OutOfStockError, {
  description: 'No piece is left to be claimed (L1).',
  fields: (t) => ({ left: t.int({ description: 'Pieces left: 0.', resolve: ({ error }) => error.left }) }),
});

refusalType(ClaimLimitReachedError, {
  description: 'The user has claimed as often as the card allows (C5).',
  fields: (t) => ({
    limit: t.int({ description: 'Claims that the card allows one user.', resolve: ({ error }) => error.limit }),
    used: t.int({ description: 'Claims that the user has made.', resolve: ({ error }) => error.used }),
    claim: t.field({
      type: ClaimType,
      nullable: true,
      description: 'The claim that exists, when the limit is 1 and the user holds that code; else null.',
      grantScopes: [OWN_ANSWER],
      resolve: ({ error }) => error.claim,
    }),
  }),
});

refusalType(CardNotClaimableError, {
  description: 'The status of the card forbids claims (C8).',
  fields: (t) => ({ status: t.string({ description: 'Status of the card.', resolve: ({ error }) => error.status }) }),
});

refusalType(NotStartedError, {
  description: 'The validity has not begun (C4).',
  fields: (t) => ({
    validFrom: t.field({ type: 'DateTime', description: 'When it begins.', resolve: ({ error }) => error.validFrom }),
  }),
});

refusalType(ExpiredError, {
  description: 'The validity is over (C4).',
  fields: (t) => ({
    validUntil: t.field({ type: 'DateTime', description: 'When it ended.', resolve: ({ error }) => error.validUntil }),
  }),
});

refusalType(NotEligibleError, {
  description: 'The card is meant for others (L3).',
  fields: (t) => ({
    reason: t.string({
      description: '`AUDIENCE`: the card binds its users, and this is none of them.',
      resolve: ({ error }) => error.reason,
    }),
  }),
});

refusalType(ChallengeRequiredError, {
  description:
    'The page has to pass a challenge first (graphql.md §8). Claim again with `challengeToken` and the same idempotency key.',
  fields: (t) => ({
    challenge: t.string({
      description:
        'JSON text: `kind`, what that kind needs, `expiresAt`. PROOF_OF_WORK, which is built in, has `puzzle` and `difficulty`: the token is `<puzzle>~<whole number>` whose SHA-256 begins with so many zero bits.',
      resolve: ({ error }) => error.challenge,
    }),
  }),
});
