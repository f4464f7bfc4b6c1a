import type { Card } from '../../generated/prisma/client.ts';
import { cardStatusAt, statusAllows } from '../cards/index.ts';
import { CodeTakenError, namedCodeRefusal } from '../codes/index.ts';
import { type DomainError, ExpiredError, NotStartedError } from '../kit/errors.ts';
import { CardNotClaimableError, NotEligibleError } from './claim.errors.ts';

/** All that is known before anything is counted. */
export type ClaimFacts = {
  card: Card;
  at: Date;
  /** Of the code, if it is claimed now (C4). */
  window: { validFrom: Date; validUntil: Date | null };
  /** C8: may claim what is not approved. */
  isTester: boolean;
  /** L3: whether the card is meant for the user, by its audience or by what led to the claim. */
  isInAudience: boolean;
  /** The code that the user is to get, for custom codes (K1); null: none was named. */
  code: string | null;
  /** Whether the card has that code already. */
  isCodeTaken: boolean;
};

type Check = (facts: ClaimFacts) => DomainError | null;

/** The checks of a claim (L1, L4) that look at facts alone, in the order in which they refuse. */
export const FACT_CHECKS = {
  STATUS: checkStatus,
  VALIDITY_NOT_OVER: checkEnd,
  VALIDITY_BEGUN: checkBegin,
  AUDIENCE: checkAudience,
  CODE: checkCode,
} satisfies Record<string, Check>;
export type FactCheck = keyof typeof FACT_CHECKS;

/** The first refusal of a claim by its facts; null: they allow it. Limit and stock are judged by the write that counts them. */
export function refusalByFacts(facts: ClaimFacts): DomainError | null {
  for (const check of Object.values(FACT_CHECKS)) {
    const refusal = check(facts);
    if (refusal) return refusal;
  }
  return null;
}

function checkStatus({ card, at, isTester }: ClaimFacts): DomainError | null {
  const status = cardStatusAt(card, at);
  // EXPIRED says that an approved card is over, which is the next check's word.
  const isOpen = status === 'EXPIRED' || statusAllows(status, 'CLAIM');
  return isOpen || (isTester && statusAllows(status, 'TEST_CLAIM')) ? null : new CardNotClaimableError(status);
}

function checkEnd({ card, at, window }: ClaimFacts): DomainError | null {
  if (card.validUntil && card.validUntil <= at) return new ExpiredError(card.validUntil);
  // A term may begin only after the common end is past: such a code could never be used, so it is not given.
  const { validFrom, validUntil } = window;
  return validUntil && validUntil <= validFrom ? new ExpiredError(validUntil) : null;
}

function checkBegin({ card, at }: ClaimFacts): DomainError | null {
  return card.validFrom && at < card.validFrom ? new NotStartedError(card.validFrom) : null;
}

function checkAudience({ card, isInAudience }: ClaimFacts): DomainError | null {
  return card.bindsOpenid && !isInAudience ? new NotEligibleError() : null;
}

function checkCode({ card, code, isCodeTaken }: ClaimFacts): DomainError | null {
  const refusal = namedCodeRefusal(card.codeMode, code);
  return refusal ?? (code !== null && isCodeTaken ? new CodeTakenError(['code'], code) : null);
}
