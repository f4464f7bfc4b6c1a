import type { CodeStatus } from '../../generated/prisma/enums.ts';

/** EXPIRED is derived from time and never stored (K2). */
export type ShownCodeStatus = CodeStatus | 'EXPIRED';

const REDEEMABLE: readonly CodeStatus[] = ['NORMAL', 'GIFT_TIMEOUT'];

/** Whether a code in this status can be redeemed: a gift that came back is as good as new. */
export const isRedeemable = (status: CodeStatus): boolean => REDEEMABLE.includes(status);

/** The status of a code at a moment (K2); its validity is half-open, and has no end where it is good for ever. */
export function codeStatusAt(code: { status: CodeStatus; validUntil: Date | null }, at: Date): ShownCodeStatus {
  return isRedeemable(code.status) && code.validUntil && code.validUntil <= at ? 'EXPIRED' : code.status;
}
