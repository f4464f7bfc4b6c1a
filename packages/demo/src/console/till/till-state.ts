import type { CodeRedeemData, TillCode, TillRefusal } from '../../generated/console.ts';
import type { Problem } from '../data/problem.ts';

export type TillRedemption = NonNullable<CodeRedeemData['codeRedeem']['redemption']>;

/** Where the till stands with the customer before it. */
export type TillState =
  | { is: 'waiting' }
  | { is: 'looking' }
  /** No code has this number. */
  | { is: 'unknown'; value: string }
  | { is: 'found'; code: TillCode }
  | { is: 'redeeming'; code: TillCode }
  | { is: 'refused'; code: TillCode | null; refusal: TillRefusal }
  /** The number could not be looked up. */
  | { is: 'failed'; problem: Problem }
  /** Nobody knows whether it was redeemed: trying again with the same key is safe. */
  | { is: 'unsure'; code: TillCode; problem: Problem }
  | { is: 'done'; redemption: TillRedemption };

/** What was found under a number: something to redeem, or why not. */
export function foundState(value: string, code: TillCode | null): TillState {
  if (code === null) return { is: 'unknown', value };
  const refusal = code.redeemability?.refusal ?? null;
  return refusal === null ? { is: 'found', code } : { is: 'refused', code, refusal };
}

/** What the server said to a redemption. */
export function redeemedState(code: TillCode, { redemption, userErrors }: CodeRedeemData['codeRedeem']): TillState {
  if (redemption) return { is: 'done', redemption };
  const [refusal] = userErrors;
  return refusal ? { is: 'refused', code, refusal } : { is: 'found', code };
}

/** Faults that leave open what the server has done. */
const UNCERTAIN = ['NETWORK', 'INTERNAL', 'UNKNOWN'];

/** A call without an answer; a door that was shut has surely let nothing through. */
export const unansweredState = (code: TillCode, problem: Problem): TillState =>
  UNCERTAIN.includes(problem.code) ? { is: 'unsure', code, problem } : { is: 'failed', problem };
