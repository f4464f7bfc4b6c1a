import type { CodeRedeemData, TillCode, TillRefusal } from '../../generated/console.ts';
import type { Problem } from '../data/problem.ts';
import type { Asked, Entry } from './offline/entry.ts';

export type TillRedemption = NonNullable<CodeRedeemData['codeRedeem']['redemption']>;

/** What lies on the counter: the number as it will be sent, and how it came. */
export type Given = Pick<Asked, 'value' | 'way'>;

/** Where the till stands with the customer before it. */
export type TillState =
  | { is: 'waiting' }
  | { is: 'looking'; given: Given }
  /** No code has this number. */
  | { is: 'unknown'; value: string }
  | { is: 'found'; given: Given; code: TillCode }
  | { is: 'redeeming'; given: Given; code: TillCode }
  | { is: 'refused'; code: TillCode | null; refusal: TillRefusal }
  /** The number could not be looked up. */
  | { is: 'failed'; problem: Problem }
  /** Nobody knows whether it was redeemed: trying again with the same key is safe. */
  | { is: 'unsure'; given: Given; code: TillCode; problem: Problem }
  /** There is no line: nothing is known of the number, and it can be redeemed all the same. */
  | { is: 'unchecked'; given: Given }
  | { is: 'saving'; given: Given }
  /** Kept on this device until the line is back. */
  | { is: 'saved'; entry: Entry }
  /** It could not be kept. */
  | { is: 'lost'; given: Given }
  | { is: 'done'; redemption: TillRedemption };

/** What was found under a number: something to redeem, or why not. */
export function foundState(given: Given, code: TillCode | null): TillState {
  if (code === null) return { is: 'unknown', value: given.value };
  const refusal = code.redeemability?.refusal ?? null;
  return refusal === null ? { is: 'found', given, code } : { is: 'refused', code, refusal };
}

type Asking = { given: Given; code: TillCode };

/** What the server said to a redemption. */
export function redeemedState(
  { given, code }: Asking,
  { redemption, userErrors }: CodeRedeemData['codeRedeem'],
): TillState {
  if (redemption) return { is: 'done', redemption };
  const [refusal] = userErrors;
  return refusal ? { is: 'refused', code, refusal } : { is: 'found', given, code };
}

/** Faults that leave open what the server has done. */
const UNCERTAIN = ['NETWORK', 'INTERNAL', 'UNKNOWN'];

/** A call without an answer; a door that was shut has surely let nothing through. */
export const unansweredState = ({ given, code }: Asking, problem: Problem): TillState =>
  UNCERTAIN.includes(problem.code) ? { is: 'unsure', given, code, problem } : { is: 'failed', problem };

/** A number that could not be looked up: without a line it may be redeemed unseen, where this device can keep it. */
export const unseenState = (given: Given, problem: Problem, canKeep: boolean): TillState =>
  canKeep && problem.code === 'NETWORK' ? { is: 'unchecked', given } : { is: 'failed', problem };
