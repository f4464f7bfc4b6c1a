import type { Merchant, Review } from '../../generated/prisma/client.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { BY_MACHINE, recordFastApproval, type Reviewable } from './record-fast-approval.ts';
import { dueAtOf, isFastReviewOpen } from './review.rules.ts';

/**
 * Puts something of the actor's merchant up for review (M4): where the FAST channel is open it is approved at once,
 * else an operator decides.
 */
export function startReview(tx: Tx, ctx: DomainContext, merchant: Merchant, about: Reviewable): Promise<Review> {
  const at = ctx.now();
  if (isFastReviewOpen(merchant, at)) return recordFastApproval(tx, ctx, about);
  return tx.review.create({
    data: {
      versionId: null,
      ...about,
      id: ctx.newId('rev'),
      merchantId: merchant.id,
      channel: 'NORMAL',
      reasons: [],
      createdAt: at,
      dueAt: dueAtOf(about.subject, at, merchant),
    },
  });
}

/** Takes open reviews off the operator's list without a verdict: a later change took their place, or their subject is gone. */
export async function closeOpenReviews(
  tx: Tx,
  ctx: DomainContext,
  { subject, subjectId }: Pick<Reviewable, 'subject' | 'subjectId'>,
): Promise<void> {
  const where = { subject, subjectId, decidedAt: null };
  await tx.review.updateMany({ where, data: { decidedAt: ctx.now(), decidedBy: BY_MACHINE } });
}
