import type { DomainError } from '../kit/errors.ts';
import { AlreadyReversedError, ReversalTooLateError } from './redemption.errors.ts';

const REVERSIBLE_DAYS = 90;
const DAY_MS = 86_400_000;

export type ReversalFacts = { redemption: { redeemedAt: Date }; reversed: { reversedAt: Date } | null };

/** Why a redemption can't be taken back, or null (R5). */
export function reversalRefusal({ redemption, reversed }: ReversalFacts, at: Date): DomainError | null {
  if (reversed) return new AlreadyReversedError(reversed.reversedAt);
  const until = reversibleUntil(redemption);
  return at < until ? null : new ReversalTooLateError(until);
}

/** Until when a redemption can be taken back, exclusive: 90 times 24 hours after it. */
export const reversibleUntil = ({ redeemedAt }: { redeemedAt: Date }): Date =>
  new Date(redeemedAt.getTime() + REVERSIBLE_DAYS * DAY_MS);
