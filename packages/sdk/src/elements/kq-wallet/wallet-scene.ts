import type { Speak } from '../../texts/speak.ts';
import type { WalletPhrase } from '../../texts/wallet.ts';
import type { WalletCode, WalletState } from '../../code-types.ts';
import { dayOf, minuteOf } from '../kq-claim/times.ts';
import { validityText } from '../kit/holder-face.ts';

/** The tabs, and what lies in each. */
export const TABS = [
  { name: 'walletInHand', states: ['USABLE', 'UPCOMING', 'GIFTING'] },
  { name: 'walletUsed', states: ['USED'] },
  { name: 'walletGiven', states: ['GIVEN'] },
  { name: 'walletOver', states: ['EXPIRED', 'VOID'] },
] as const satisfies readonly { name: WalletPhrase; states: readonly WalletState[] }[];

/** So long before its end a code is told to end soon. */
const SOON_MS = 3 * 86_400_000;

const TAGS = {
  USED: 'used',
  EXPIRED: 'EXPIRED',
  VOID: 'void',
  GIFTING: 'gifting',
  GIVEN: 'given',
} as const;

export type Row = { readonly line: string; readonly tag: string; readonly isSoon: boolean; readonly isSpent: boolean };

/** What is said of a code beside its name. */
export function rowOf(code: WalletCode, speak: Speak, now: number): Row {
  const { state, validFrom, validUntil, card } = code;
  const { say } = speak;
  const isInHand = state === 'USABLE' || state === 'UPCOMING';
  const isSoon = state === 'USABLE' && validUntil !== null && Date.parse(validUntil) - now < SOON_MS;
  const tag = isInHand || !state ? '' : say(TAGS[state]);
  if (state === 'UPCOMING')
    return { line: say('walletUpcoming', dayOf(validFrom, card.timeZone)), tag, isSoon, isSpent: false };
  const line =
    isSoon && validUntil
      ? `${say('walletSoon')} · ${say('until', minuteOf(validUntil, card.timeZone))}`
      : validityText(code, card.timeZone, speak);
  return { line, tag, isSoon, isSpent: !isInHand && state !== 'GIFTING' };
}
