import { NotEligibleError, type PlacementClaim, type PlacementGrant } from '../claims/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { PlacementClosedError, PlacementUsedError } from './placement.errors.ts';

/**
 * Admits a claim by what led to it (L3, L5). What is good for one claim is taken by one conditional write: others who
 * scan it wait for the claim to commit, and find it used, or free again when it was refused.
 *
 * Throws NotFoundError, PlacementClosedError, PlacementUsedError, NotEligibleError.
 */
export async function admitByPlacement(tx: Tx, ctx: DomainContext, claim: PlacementClaim): Promise<PlacementGrant> {
  const { token, cardId, openid, claimId } = claim;
  const at = ctx.now();
  const placement = await tx.placement.findFirst({
    where: { token, merchantId: merchantIdOf(ctx) },
    include: { cards: { where: { cardId }, orderBy: { position: 'asc' } } },
  });
  if (!placement || placement.cards.length === 0) throw new NotFoundError('placement', ['placementToken']);
  if (placement.closedAt) throw new PlacementClosedError('CLOSED', placement.closedAt);
  if (placement.expiresAt && placement.expiresAt <= at) throw new PlacementClosedError('EXPIRED', placement.expiresAt);
  const meant = placement.cards.filter((card) => card.openid === null || card.openid === openid);
  if (meant.length === 0) throw new NotEligibleError();
  for (const { position, isSingleUse, code, outerStr, openid: named } of meant) {
    const isFree = !isSingleUse || (await takePlace(tx, { placementId: placement.id, position, claimId, at }));
    if (isFree)
      return { placementId: placement.id, code, isUserNamed: named !== null, outerStr: outerStr ?? placement.channel };
  }
  throw new PlacementUsedError();
}

type Place = { placementId: string; position: number; claimId: string; at: Date };

async function takePlace(tx: Tx, { placementId, position, claimId, at }: Place): Promise<boolean> {
  const updated = await tx.$executeRaw`
    UPDATE "PlacementCard" SET "claimId" = ${claimId}, "usedAt" = ${at}
    WHERE "placementId" = ${placementId} AND "position" = ${position} AND "claimId" IS NULL`;
  return updated === 1;
}
