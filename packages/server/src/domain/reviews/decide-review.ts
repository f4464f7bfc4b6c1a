import type { Review } from '../../generated/prisma/client.ts';
import { actorIdOf, assertMay } from '../kit/access.ts';
import type { Actor } from '../kit/actor.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { decidableReviews } from './review.access.ts';
import { ReviewDecidedError } from './review.errors.ts';
import './review.ports.ts';
import { parseReasons, reviewStatusOf } from './review.rules.ts';

// house: no event, because the room of the subject announces what the verdict does to it.

export type ReviewVerdictInput = {
  reviewId: string;
  verdict: 'APPROVED' | 'REJECTED';
  /** What the merchant is told; a refusal has at least one. */
  reasons?: readonly string[] | null | undefined;
};

/**
 * An operator's word on a review of the NORMAL channel (M4). Its subject follows in the same transaction.
 * @throws NotAllowedError unless an operator asks, NotFoundError, ReviewDecidedError, InvalidInputError
 */
export async function decideReview(ctx: DomainContext, input: ReviewVerdictInput): Promise<Review> {
  assertMay(ctx, 'merchants:write');
  const { reviewId, verdict } = input;
  const reasons = parseReasons(verdict, input.reasons ?? []);
  return inTransaction(ctx, async (tx) => {
    const review = await tx.review.findFirst({ where: { AND: [decidableReviews(ctx), { id: reviewId }] } });
    if (review === null) throw new NotFoundError('review', ['reviewId']);
    const room = ctx.ports.reviews[review.subject];
    if (review.decidedAt !== null || !room) throw new ReviewDecidedError(reviewStatusOf(review));
    const inMerchant = { ...ctx, tx, actor: actingIn(ctx.actor, review.merchantId) };
    await room.hold(tx, inMerchant, review.subjectId);
    const decided = await markDecided(tx, ctx, { reviewId, verdict, reasons });
    await room.settle(tx, inMerchant, { ...decided, verdict });
    return decided;
  });
}

type Decision = { reviewId: string; verdict: 'APPROVED' | 'REJECTED'; reasons: string[] };

/** One conditional write: of two operators one decides. */
async function markDecided(tx: Tx, ctx: DomainContext, { reviewId, verdict, reasons }: Decision): Promise<Review> {
  const decidedBy = actorIdOf(ctx.actor) ?? 'system';
  const data = { verdict, reasons, decidedAt: ctx.now(), decidedBy };
  const { count } = await tx.review.updateMany({ where: { id: reviewId, decidedAt: null }, data });
  const review = await tx.review.findUniqueOrThrow({ where: { id: reviewId } });
  if (count === 0) throw new ReviewDecidedError(reviewStatusOf(review));
  return review;
}

/** Operators decide for any merchant; what follows from it is written in that merchant. */
const actingIn = (actor: Actor, merchantId: string): Actor =>
  actor.kind === 'operator' ? { ...actor, merchantId } : actor;
