import type { Merchant, Prisma, Review } from '../../generated/prisma/client.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { BY_MACHINE, fastApproval, recordFastApproval, type Reviewable } from './record-fast-approval.ts';
import { dueAtOf, isFastReviewOpen } from './review.rules.ts';

/**
 * Puts something of the actor's merchant up for review (M4): where the FAST channel is open it is approved at once,
 * else an operator decides.
 */
export function startReview(tx: Tx, ctx: DomainContext, merchant: Merchant, about: Reviewable): Promise<Review> {
  if (isFastReviewOpen(merchant, ctx.now())) return recordFastApproval(tx, ctx, about);
  return tx.review.create({ data: waiting(ctx, merchant, about) });
}

/** Puts several things of the actor's merchant up for review, each as {@link startReview} does; the reviews in their order. */
export async function startReviews(
  tx: Tx,
  ctx: DomainContext,
  merchant: Merchant,
  subjects: readonly Reviewable[],
): Promise<Review[]> {
  const isFast = isFastReviewOpen(merchant, ctx.now());
  const data = subjects.map((about) => (isFast ? fastApproval(ctx, about) : waiting(ctx, merchant, about)));
  const reviews = await tx.review.createManyAndReturn({ data });
  return reviews.toSorted((a, b) => placeIn(data, a) - placeIn(data, b));
}

const placeIn = (data: readonly { id: string }[], review: Review): number =>
  data.findIndex(({ id }) => id === review.id);

function waiting(ctx: DomainContext, merchant: Merchant, about: Reviewable) {
  const at = ctx.now();
  return {
    versionId: null,
    ...about,
    id: ctx.newId('rev'),
    merchantId: merchant.id,
    channel: 'NORMAL',
    reasons: [],
    createdAt: at,
    dueAt: dueAtOf(about.subject, at, merchant),
  } satisfies Prisma.ReviewUncheckedCreateInput;
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
