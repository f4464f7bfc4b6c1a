import type { Claim, Prisma } from '../../generated/prisma/client.ts';
import type { Tx } from '../kit/context.ts';
import { ClaimLimitReachedError } from './claim.errors.ts';

export type CardUserKey = { merchantId: string; cardId: string; openid: string };

/** Takes back one redemption that was counted when its code was redeemed. */
export async function uncountRedemption(tx: Tx, { cardId, openid }: CardUserKey): Promise<void> {
  await tx.$executeRaw`
    UPDATE "CardUser" SET "redeemCount" = "redeemCount" - 1
    WHERE "cardId" = ${cardId} AND "openid" = ${openid} AND "redeemCount" > 0`;
}

/** How often the user has claimed and redeemed the card. */
export async function usageOf(
  tx: Tx,
  { cardId, openid }: CardUserKey,
): Promise<{ claimCount: number; redeemCount: number }> {
  const usage = await tx.cardUser.findUnique({ where: { cardId_openid: { cardId, openid } } });
  return { claimCount: usage?.claimCount ?? 0, redeemCount: usage?.redeemCount ?? 0 };
}

/** What to ask of a card for the claim that {@link findHeldClaim} finds, with its code. */
export const heldClaim = (openid: string) =>
  ({
    where: { openid, code: { openid, status: { not: 'GIFTED' } } },
    orderBy: { claimedAt: 'desc' },
    take: 1,
    include: { code: true },
  }) satisfies Prisma.Card$claimsArgs;

/** The user's latest claim of the card whose code is still in the user's hands. */
export async function findHeldClaim(tx: Tx, { cardId, openid }: CardUserKey): Promise<Claim | null> {
  return tx.claim.findFirst({
    where: { cardId, openid, code: { openid, status: { not: 'GIFTED' } } },
    orderBy: { claimedAt: 'desc' },
  });
}

/** The refusal of a claim beyond the limit. Where that is one, it carries the claim that the user holds (graphql.md §6). */
export async function limitRefusal(
  tx: Tx,
  user: CardUserKey,
  { limit, used }: { limit: number; used: number },
): Promise<ClaimLimitReachedError> {
  return new ClaimLimitReachedError(limit, used, limit === 1 ? await findHeldClaim(tx, user) : null);
}
