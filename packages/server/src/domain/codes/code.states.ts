import type { CodeStatus } from '../../generated/prisma/enums.ts';

/** EXPIRED is derived from time and never stored (K2). */
export type ShownCodeStatus = CodeStatus | 'EXPIRED';

/** Statuses in which a code can be redeemed: a gift that came back is as good as new. */
export const REDEEMABLE: readonly CodeStatus[] = ['NORMAL', 'GIFT_TIMEOUT'];

/** The status of a code at a moment (K2); its validity is half-open. */
export function codeStatusAt(code: { status: CodeStatus; validUntil: Date }, at: Date): ShownCodeStatus {
  return REDEEMABLE.includes(code.status) && code.validUntil <= at ? 'EXPIRED' : code.status;
}
