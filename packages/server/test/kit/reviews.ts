import { decideReview } from '../../src/domain/reviews/index.ts';
import type { Review } from '../../src/generated/prisma/client.ts';
import type { RolledBackContext, TestContext } from './context.ts';
import { asOperator } from './people.ts';

/** Lets the merchant's cards wait for an operator from now on. */
export async function closeFastReview(ctx: TestContext): Promise<void> {
  const data = { fastReviewClosedUntil: new Date(ctx.now().getTime() + 86_400_000) };
  await (ctx.tx ?? ctx.prisma).merchant.update({ where: { id: ctx.merchantId }, data });
}

/** The review that an operator has still to decide about a card. */
export const openReviewOf = (ctx: RolledBackContext, cardId: string): Promise<Review> =>
  ctx.tx.review.findFirstOrThrow({ where: { subjectId: cardId, decidedAt: null } });

/** An operator approves what is open about a card. */
export const approved = async (ctx: RolledBackContext, cardId: string): Promise<Review> =>
  decideReview(asOperator(ctx), { reviewId: (await openReviewOf(ctx, cardId)).id, verdict: 'APPROVED' });

/** An operator refuses what is open about a card. */
export const rejected = async (ctx: RolledBackContext, cardId: string): Promise<Review> =>
  decideReview(asOperator(ctx), {
    reviewId: (await openReviewOf(ctx, cardId)).id,
    verdict: 'REJECTED',
    reasons: ['图片不清晰'],
  });

type Told = { type: string; data: Record<string, unknown> };

/** What happened to a card, in its order; not that people were told of it. */
export async function eventsOf(ctx: RolledBackContext, cardId: string): Promise<Told[]> {
  const events = await ctx.tx.event.findMany({
    where: { cardId, type: { not: 'notice.left' } },
    orderBy: { position: 'asc' },
  });
  // Data of events are objects of our own writing.
  return events.map(({ type, data }) => ({ type, data: data as Record<string, unknown> }));
}
