import type { CardError } from '../../core/errors.ts';
import type { Gift, SharedGift } from '../../holding-types.ts';
import type { GiftPhrase } from '../../texts/gift.ts';
import type { WalletCode } from '../../code-types.ts';

/** What the giver's element knows. */
export type GiverFacts = {
  /** Null: the user has no such code. */
  code?: WalletCode | null;
  gift?: Gift | null;
  error?: CardError | undefined;
};

/** Where the giver stands: as the attribute `state` says it. */
export type GiverState = 'loading' | 'error' | 'gone' | 'ready' | 'open' | 'given' | 'closed';

export function giverStateOf({ code, gift, error }: GiverFacts, now: number): GiverState {
  if (gift && Date.parse(gift.expiresAt) > now) return 'open';
  if (code) return code.state === 'GIVEN' ? 'given' : code.actions.includes('GIVE') ? 'ready' : 'closed';
  if (error && error.code !== 'NOT_FOUND') return 'error';
  return error || code === null ? 'gone' : 'loading';
}

/** What the friend's element knows. */
export type FriendFacts = {
  /** Null: there is no such gift. */
  offered?: SharedGift | null;
  /** What the user has by it. */
  code?: WalletCode | undefined;
  error?: CardError | undefined;
};

/** Where the friend stands: as the attribute `state` says it. */
export type FriendState =
  | 'loading'
  | 'error'
  | 'gone'
  | 'ready'
  | 'own'
  | 'mine'
  | 'taken'
  | 'cancelled'
  | 'over'
  | 'ended';

const ENDS = { ACCEPTED: 'taken', CANCELLED: 'cancelled', TIMED_OUT: 'over', ENDED: 'ended' } as const;

export function friendStateOf({ offered, code, error }: FriendFacts, now: number): FriendState {
  if (code || (offered && offered.code)) return 'mine';
  if (!offered) return offered === null ? 'gone' : error ? 'error' : 'loading';
  const { status, isOwn, expiresAt } = offered;
  if (status !== 'OPEN') return ENDS[status];
  if (Date.parse(expiresAt) <= now) return 'over';
  return isOwn ? 'own' : 'ready';
}

/** What is said of it. */
export const FRIEND_WORDS = {
  gone: 'giftNone',
  ready: 'giftFrom',
  own: 'giftOwn',
  mine: 'giftMine',
  taken: 'giftLate',
  cancelled: 'giftCancelled',
  over: 'giftTimedOut',
  ended: 'giftEnded',
} as const satisfies Partial<Record<FriendState, GiftPhrase>>;

/** `23:59:08` until then. */
export function spanUntil(time: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(time) - now) / 1_000));
  return [seconds / 3_600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}
