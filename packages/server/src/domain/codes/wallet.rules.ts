import type { CodeStatus, CodeType } from '../../generated/prisma/enums.ts';
import { codeAllows, codeStatusAt, isRedeemable } from './code.states.ts';

/** Where a code lies in its holder's wallet. A deleted one lies nowhere. */
export const WALLET_STATES = ['USABLE', 'UPCOMING', 'GIFTING', 'USED', 'EXPIRED', 'GIVEN', 'VOID'] as const;
export type WalletState = (typeof WALLET_STATES)[number];

/** What its holder still has, whether it can be used already or not. */
export const IN_HAND: readonly WalletState[] = ['USABLE', 'UPCOMING', 'GIFTING'];

type Held = { status: CodeStatus; validFrom: Date; validUntil: Date | null; giftExpiresAt: Date | null };

const SETTLED = {
  GIFTING: 'GIFTING',
  CONSUMED: 'USED',
  GIFTED: 'GIVEN',
  UNAVAILABLE: 'VOID',
  DELETED: null,
} satisfies Record<Exclude<CodeStatus, 'NORMAL' | 'GIFT_TIMEOUT'>, WalletState | null>;

/** Where a code lies at a moment (K2); null: it is deleted. */
export function walletStateAt(code: Held, at: Date): WalletState | null {
  const status = codeStatusAt(code, at);
  if (status === 'EXPIRED') return 'EXPIRED';
  if (status === 'NORMAL' || status === 'GIFT_TIMEOUT') return code.validFrom <= at ? 'USABLE' : 'UPCOMING';
  return SETTLED[status];
}

export type CodeAction = 'SHOW' | 'GIVE' | 'DELETE';

type OfCard = { codeType: CodeType; canGiveFriend: boolean };

/**
 * What its holder may do with a code next: show it while it can be used, unless it is for use online only (K3); give
 * it away where its card lets that (L7), also before it begins; delete it.
 */
export function codeActionsAt(code: Held & { card: OfCard }, at: Date): CodeAction[] {
  const { card } = code;
  const status = codeStatusAt(code, at);
  const isGood = status !== 'EXPIRED' && isRedeemable(status);
  const can = {
    SHOW: walletStateAt(code, at) === 'USABLE' && card.codeType !== 'CODE_TYPE_NONE',
    GIVE: isGood && card.canGiveFriend,
    DELETE: codeAllows(status, 'DELETE'),
  } satisfies Record<CodeAction, boolean>;
  return ACTIONS.filter((action) => can[action]);
}

const ACTIONS: readonly CodeAction[] = ['SHOW', 'GIVE', 'DELETE'];
