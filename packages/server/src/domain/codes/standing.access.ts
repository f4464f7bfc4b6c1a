import type { Prisma } from '../../generated/prisma/client.ts';

/** The codes whose gift nobody took in time: back with their holders, though the rows say so a little later (L7). */
export const overdueGifts = (at: Date) =>
  ({ status: 'GIFTING', giftExpiresAt: { lte: at } }) satisfies Prisma.CodeWhereInput;

/** The codes that a friend can still take. */
export const giftsUnderWay = (at: Date) =>
  ({ status: 'GIFTING', OR: [{ giftExpiresAt: null }, { giftExpiresAt: { gt: at } }] }) satisfies Prisma.CodeWhereInput;

/** The codes that are as good as new, whatever their validity: what `isRedeemable` says of `standingStatusAt`. */
export const goodCodes = (at: Date) =>
  ({ OR: [{ status: { in: ['NORMAL', 'GIFT_TIMEOUT'] } }, overdueGifts(at)] }) satisfies Prisma.CodeWhereInput;
