import { type Claimability, claimabilityOf, type ClaimCheck, type ClaimCheckName } from '../../domain/claims/index.ts';
import { builder } from '../builder.ts';
import { CardType } from '../cards/card.type.ts';
import { enumType } from '../kit/enum.ts';
import { refusalOf, UserErrorType } from '../kit/user-error.ts';

const ClaimCheckNameEnum = enumType('ClaimCheckName', 'One check of a claim (L4).', {
  STATUS: 'The status of the card allows claims; testers may claim what is not approved (C8).',
  VALIDITY_NOT_OVER: 'The validity is not over, and a code of now could be used (C4).',
  VALIDITY_BEGUN: 'A fixed validity has begun (C4).',
  AUDIENCE: 'The card is meant for the user, where it binds its users (L3).',
  CODE: 'A code is named where the card wants one, and none where it gives its own (K1).',
  CLAIM_LIMIT: 'The user has not claimed as often as the card allows (C5).',
  DRAW: 'No draw goes on or comes (L9). Before it opens NOT_STARTED, while it is open QUEUED: a claim enters it. Afterwards QUEUED for who is in, EXPIRED for others.',
  STOCK: 'A piece is left (L1).',
  DEPOSITED_CODES: 'A deposited code is free, where the card gives those (K1).',
} satisfies Record<ClaimCheckName, string>);

const ClaimVerdictEnum = enumType('ClaimVerdict', 'What a check says.', {
  PASS: 'Nothing is in the way of a claim.',
  FAIL: 'A claim would be refused for it.',
});

const ClaimCheckType = builder.objectRef<ClaimCheck>('ClaimCheck').implement({
  description: 'One check of a claim, and what it says at this moment.',
  fields: (t) => ({
    check: t.expose('check', { type: ClaimCheckNameEnum, description: 'What is checked.' }),
    verdict: t.field({
      type: ClaimVerdictEnum,
      description: 'What it says.',
      resolve: ({ refusal }) => (refusal === null ? 'PASS' : 'FAIL'),
    }),
    reason: t.field({
      type: UserErrorType,
      nullable: true,
      description: 'What `cardClaim` would refuse with; null when it passes.',
      resolve: ({ refusal }) => refusal && refusalOf(refusal),
    }),
    changesAt: t.expose('changesAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When the verdict turns, or has to, if nobody changes anything: begin or end of the validity, end of the review, begin or end of a draw; null: not known.',
    }),
  }),
});

const CardClaimabilityType = builder.objectRef<Claimability>('CardClaimability').implement({
  description: 'Whether a user could claim a card at this moment, and each check of it (L4). Asking changes nothing.',
  fields: (t) => ({
    canClaim: t.exposeBoolean('canClaim', { description: 'Whether all checks pass.' }),
    serverTime: t.expose('serverTime', { type: 'DateTime', description: 'The moment that it is about.' }),
    checks: t.field({
      type: [ClaimCheckType],
      description: 'All checks, in the order in which a claim makes them.',
      resolve: ({ checks }) => checks,
    }),
  }),
});

builder.prismaObjectField(CardType, 'claimability', (t) =>
  t.field({
    type: CardClaimabilityType,
    description: 'Whether a user could claim it now: every check with its verdict. Needs `claims:read`.',
    authScopes: { scope: 'claims:read' },
    args: {
      openid: t.arg.string({ required: true, description: 'The user, 1 to 64 of A-Z a-z 0-9 _ - (W5).' }),
      code: t.arg.string({ description: 'The code that the user is to get, for custom codes (K1).' }),
    },
    complexity: 5,
    resolve: (card, asked, { domain }) => claimabilityOf(domain, card, asked),
  }),
);
