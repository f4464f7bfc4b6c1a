import type { Review } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { leaveNotice } from '../messages/index.ts';

/** Tells where a card or a change of it stands in its review: submitted, approved or rejected. */
export async function announceReview(tx: Tx, ctx: DomainContext, cardId: string, review: Review): Promise<void> {
  const { id: reviewId, versionId, channel, reasons, verdict } = review;
  if (verdict === null) await announce(tx, ctx, { type: 'card.submitted', cardId, data: { reviewId, versionId } });
  if (verdict === 'APPROVED')
    await announce(tx, ctx, { type: 'card.approved', cardId, data: { reviewId, channel, versionId } });
  if (verdict === 'REJECTED')
    await announce(tx, ctx, { type: 'card.rejected', cardId, data: { reviewId, versionId, reasons } });
  await noticeVerdict(tx, ctx, cardId, review);
}

/** What an operator decided; what FAST review lets through at once is no news to who has just asked for it. */
async function noticeVerdict(tx: Tx, ctx: DomainContext, cardId: string, review: Review): Promise<void> {
  const { versionId, channel, reasons, verdict } = review;
  if (channel === 'FAST' || verdict === null) return;
  const { title } = await tx.card.findUniqueOrThrow({ where: { id: cardId }, select: { title: true } });
  const about = versionId === null ? 'CARD' : 'CARD_CHANGE';
  if (verdict === 'APPROVED') await leaveNotice(tx, ctx, { kind: `${about}_APPROVED`, cardId, data: { title } });
  else await leaveNotice(tx, ctx, { kind: `${about}_REJECTED`, cardId, data: { title, reasons } });
}
