import type { CardError, ErrorCode } from '../../core/errors.ts';
import type { CardFace, Claim } from '../../types.ts';

export type ClaimStateName =
  | 'loading'
  | 'ready'
  | 'busy'
  | 'claimed'
  | 'sold-out'
  | 'limit'
  | 'not-started'
  | 'expired'
  | 'not-eligible'
  | 'offline'
  | 'error';

/** All that is known of one card and its user. */
export type ClaimFacts = {
  face?: CardFace | undefined;
  claim?: Claim | null | undefined;
  /** Not there: nobody is signed in, or it is not known. */
  claimsLeft?: number | undefined;
  error?: CardError | undefined;
  isBusy?: boolean | undefined;
};

/** What is to be shown. `reason` is the text that says why nothing can be claimed. */
export type ClaimState = {
  readonly name: ClaimStateName;
  readonly reason?: keyof typeof STATES;
  readonly startsAt?: number;
};

/** What the reasons of servers and the facts of a card lead to. */
const STATES = {
  OUT_OF_STOCK: 'sold-out',
  CLAIM_LIMIT_REACHED: 'limit',
  EXPIRED: 'expired',
  NOT_ELIGIBLE: 'not-eligible',
  CARD_NOT_CLAIMABLE: 'not-eligible',
  OFFLINE: 'offline',
} as const satisfies Partial<Record<ErrorCode, ClaimStateName>>;

/**
 * A claim that exists goes before everything, then what the server said, then what the face tells.
 * @param now milliseconds since 1970 at the server
 */
export function claimStateOf({ face, claim, claimsLeft, error, isBusy }: ClaimFacts, now: number): ClaimState {
  if (isBusy) return { name: 'busy' };
  if (claim) return { name: 'claimed' };
  const startsAt = timeOf((error && error.fields['validFrom']) || (face && face.validity.from));
  if (startsAt > now) return { name: 'not-started', startsAt };
  const reason = error ? error.code : face && obstacleOf(face, claimsLeft, now);
  if (isKey(reason)) return { name: STATES[reason], reason };
  return { name: error && error.code !== 'NOT_STARTED' ? 'error' : face ? 'ready' : 'loading' };
}

const isKey = (code: unknown): code is keyof typeof STATES => String(code) in STATES;

function obstacleOf(
  { status, validity, stock }: CardFace,
  claimsLeft: number | undefined,
  now: number,
): keyof typeof STATES | false {
  if (status === 'EXPIRED' || timeOf(validity.until) <= now) return 'EXPIRED';
  if (status !== 'READY' && status !== 'DISTRIBUTED') return 'CARD_NOT_CLAIMABLE';
  if (claimsLeft === 0) return 'CLAIM_LIMIT_REACHED';
  return !stock.left && 'OUT_OF_STOCK';
}

/** Never, where there is no time. */
const timeOf = (text: unknown): number => (typeof text === 'string' ? Date.parse(text) : NaN);
