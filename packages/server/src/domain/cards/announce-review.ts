import type { Review } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';

/** Tells where a card or a change of it stands in its review: submitted, approved or rejected. */
export async function announceReview(tx: Tx, ctx: DomainContext, cardId: string, review: Review): Promise<void> {
  const { id: reviewId, versionId, channel, reasons, verdict } = review;
  if (verdict === null) await announce(tx, ctx, { type: 'card.submitted', cardId, data: { reviewId, versionId } });
  if (verdict === 'APPROVED')
    await announce(tx, ctx, { type: 'card.approved', cardId, data: { reviewId, channel, versionId } });
  if (verdict === 'REJECTED')
    await announce(tx, ctx, { type: 'card.rejected', cardId, data: { reviewId, versionId, reasons } });
}
