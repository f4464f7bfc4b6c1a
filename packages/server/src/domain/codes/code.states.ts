import type { CodeStatus } from '../../generated/prisma/enums.ts';

/** EXPIRED is derived from time and never stored (K2). */
export type ShownCodeStatus = CodeStatus | 'EXPIRED';

const REDEEMABLE: readonly CodeStatus[] = ['NORMAL', 'GIFT_TIMEOUT'];

/** Whether a code in this status can be redeemed: a gift that came back is as good as new. */
export const isRedeemable = (status: CodeStatus): boolean => REDEEMABLE.includes(status);

type Standing = { status: CodeStatus; giftExpiresAt: Date | null };

/** Whether nobody took the gift in time (L7). It is back with its holder from that moment, though the row says so a little later. */
export const isGiftOverdue = ({ status, giftExpiresAt }: Standing, at: Date): boolean =>
  status === 'GIFTING' && giftExpiresAt !== null && giftExpiresAt <= at;

/** The status of a code at a moment, whatever its validity. */
export const standingStatusAt = (code: Standing, at: Date): CodeStatus =>
  isGiftOverdue(code, at) ? 'GIFT_TIMEOUT' : code.status;

/** The status of a code at a moment (K2); its validity is half-open, and has no end where it is good for ever. */
export function codeStatusAt(code: Standing & { validUntil: Date | null }, at: Date): ShownCodeStatus {
  const status = standingStatusAt(code, at);
  return isRedeemable(status) && code.validUntil && code.validUntil <= at ? 'EXPIRED' : status;
}

export const CODE_OPERATIONS = ['REPLACE', 'VOID', 'DELETE'] as const;
/** What its merchant or holder can do with a code beside redeeming and giving it. */
export type CodeOperation = (typeof CODE_OPERATIONS)[number];

/** What each status allows (K2). A code that is used, given away or gone stays as it is. */
const ALLOWED = {
  NORMAL: CODE_OPERATIONS,
  GIFT_TIMEOUT: CODE_OPERATIONS,
  EXPIRED: CODE_OPERATIONS,
  GIFTING: ['VOID'],
  CONSUMED: [],
  GIFTED: [],
  DELETED: [],
  UNAVAILABLE: ['DELETE'],
} satisfies Record<ShownCodeStatus, readonly CodeOperation[]>;

export const codeAllows = (status: ShownCodeStatus, operation: CodeOperation): boolean =>
  operationsOf(status).includes(operation);

const operationsOf = (status: ShownCodeStatus): readonly CodeOperation[] => ALLOWED[status];
