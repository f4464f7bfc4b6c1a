import { createHash } from 'node:crypto';
import type { Actor } from '../kit/actor.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { assertKey } from '../kit/idempotency.ts';
import type { ClaimCardInput } from './claim-card.ts';
import { claimerOf } from './claim.rules.ts';

const MOST_CLAIMS = 10;

type Given = string | null | undefined;

/** Several claims of one user in one call. */
export type ClaimsOfCall = {
  /** 1 to 10. The same card may stand in several: each is a claim of its own. */
  claims: readonly (Omit<ClaimCardInput, 'openid' | 'idempotencyKey'> & { idempotencyKey?: Given })[];
  openid?: Given;
  /** Of the call; a claim that has none of its own gets one that follows from it and its place. */
  idempotencyKey: string;
};

/**
 * The claims of a call, one by one, each with the key that makes its repeat harmless.
 *
 * Throws what is wrong with the call as a whole: InvalidInputError, NotAllowedError.
 */
export function claimsOfCall(actor: Actor, { claims, openid, idempotencyKey }: ClaimsOfCall): ClaimCardInput[] {
  if (claims.length < 1 || claims.length > MOST_CLAIMS)
    throw new InvalidInputError(['claims'], `1 to ${MOST_CLAIMS} claims`);
  assertKey(idempotencyKey);
  claimerOf(actor, openid);
  return claims.map((claim, place) => ({
    ...claim,
    openid,
    idempotencyKey: claim.idempotencyKey ?? keyAt(idempotencyKey, place),
  }));
}

/** As long as a key may be, however long the call's own is. */
const keyAt = (key: string, place: number): string => createHash('sha256').update(`${key}:${place}`).digest('hex');
