import type { Claim } from '../../generated/prisma/client.ts';
import { DomainError, type Field } from '../kit/errors.ts';

/** No piece is left. */
export class OutOfStockError extends DomainError {
  override readonly code = 'OUT_OF_STOCK';
  override readonly weixinCode = 45031;
  readonly left = 0;
  constructor() {
    super('Nothing is left in stock');
  }
}

/** The user has claimed as often as the card allows. Carries the claim that exists when the limit is one. */
export class ClaimLimitReachedError extends DomainError {
  override readonly code = 'CLAIM_LIMIT_REACHED';
  override readonly weixinCode = 45033;
  readonly limit: number;
  readonly used: number;
  readonly claim: Claim | null;
  constructor(limit: number, used: number, claim: Claim | null) {
    super(`At most ${limit} claims per user`);
    this.limit = limit;
    this.used = used;
    this.claim = claim;
  }
}

/** The card's status forbids claims. */
export class CardNotClaimableError extends DomainError {
  override readonly code = 'CARD_NOT_CLAIMABLE';
  override readonly weixinCode = 40078;
  readonly status: string;
  constructor(status: string) {
    super(`The card is ${status} and can't be claimed`);
    this.status = status;
  }
}

/** The card is meant for others (L3). */
export class NotEligibleError extends DomainError {
  override readonly code = 'NOT_ELIGIBLE';
  override readonly weixinCode = 40112;
  /** AUDIENCE: the card binds its users, and this is none of them. */
  readonly reason = 'AUDIENCE';
  constructor() {
    super('The card is not meant for this user');
  }
}

/** The page has to prove something first; the claim is then resumed with `challengeToken` and the same idempotency key. */
export class ChallengeRequiredError extends DomainError {
  override readonly code = 'CHALLENGE_REQUIRED';
  override readonly weixinCode = 45011;
  override readonly field: Field = ['challengeToken'];
  /** JSON text: its `kind`, what that kind needs, and `expiresAt`. */
  readonly challenge: string;
  constructor(challenge: string) {
    super('Pass the challenge, then claim with its token and the same key');
    this.challenge = challenge;
  }
}
