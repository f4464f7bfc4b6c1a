import { describe, expect, it } from 'vitest';
import { aCard } from '../../../test/kit/factories.ts';
import { asOperator } from '../../../test/kit/people.ts';
import { approved, closeFastReview, openReviewOf } from '../../../test/kit/reviews.ts';
import { another, as, rolledBack } from '../../../test/kit/rolled-back.ts';
import { NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { decideReview, ReviewDecidedError, visibleReviews } from './index.ts';

describe('decideReview', () => {
  it('keeps who decided, when and why', () =>
    rolledBack(async (ctx) => {
      await closeFastReview(ctx);
      const { id } = await aCard(ctx);
      const { id: reviewId } = await openReviewOf(ctx, id);
      const order = { reviewId, verdict: 'REJECTED' as const, reasons: ['图片不清晰'] };
      expect(await decideReview(asOperator(ctx), order)).toMatchObject({
        verdict: 'REJECTED',
        reasons: ['图片不清晰'],
        decidedBy: 'key_operator',
        decidedAt: expect.any(Date),
      });
    }));

  it('lets an operator who names no merchant decide for any, and writes the event in that one', () =>
    rolledBack(async (ctx) => {
      await closeFastReview(ctx);
      const { id } = await aCard(ctx);
      const anywhere = as(ctx, { kind: 'operator', id: 'key_operator', merchantId: null });
      const { id: reviewId } = await openReviewOf(ctx, id);
      await decideReview(anywhere, { reviewId, verdict: 'APPROVED' });
      expect(await ctx.tx.event.findFirst({ where: { cardId: id, type: 'card.approved' } })).toMatchObject({
        merchantId: ctx.merchantId,
        actorKind: 'operator',
        data: { reviewId, channel: 'NORMAL', versionId: null },
      });
    }));

  it('is refused the second time, and says where the review stands', () =>
    rolledBack(async (ctx) => {
      await closeFastReview(ctx);
      const { id } = await aCard(ctx);
      const { id: reviewId } = await approved(ctx, id);
      const again = decideReview(asOperator(ctx), { reviewId, verdict: 'APPROVED' });
      await expect(again).rejects.toThrow(ReviewDecidedError);
      await expect(again).rejects.toMatchObject({ status: 'APPROVED' });
    }));

  it('is refused for a FAST review', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      const { id: reviewId } = await ctx.tx.review.findFirstOrThrow({ where: { subjectId: id } });
      await expect(decideReview(asOperator(ctx), { reviewId, verdict: 'REJECTED', reasons: ['否'] })).rejects.toThrow(
        ReviewDecidedError,
      );
    }));

  it('wants a reason for a refusal', () =>
    rolledBack(async (ctx) => {
      await expect(decideReview(asOperator(ctx), { reviewId: 'rev_1', verdict: 'REJECTED' })).rejects.toMatchObject({
        field: ['reasons'],
        fault: 'MISSING',
      });
    }));

  it('finds no review that is not there, or of another merchant than the one named', () =>
    rolledBack(async (ctx) => {
      await closeFastReview(ctx);
      const { id } = await aCard(ctx);
      const { id: reviewId } = await openReviewOf(ctx, id);
      const elsewhere = asOperator(await another(ctx));
      await expect(decideReview(elsewhere, { reviewId, verdict: 'APPROVED' })).rejects.toThrow(NotFoundError);
      await expect(decideReview(asOperator(ctx), { reviewId: 'rev_1', verdict: 'APPROVED' })).rejects.toMatchObject({
        field: ['reviewId'],
      });
    }));

  it('is refused to merchants', () =>
    rolledBack(async (ctx) => {
      await expect(decideReview(ctx, { reviewId: 'rev_1', verdict: 'APPROVED' })).rejects.toThrow(NotAllowedError);
    }));
});

describe('the reviews to be seen', () => {
  it('are the merchant’s own, and for an operator of no merchant what is open everywhere', () =>
    rolledBack(async (ctx) => {
      expect(visibleReviews(ctx)).toEqual({ merchantId: ctx.merchantId });
      expect(visibleReviews(asOperator(ctx))).toEqual({ merchantId: ctx.merchantId });
      expect(visibleReviews(as(ctx, { kind: 'operator', id: 'op', merchantId: null }))).toEqual({ decidedAt: null });
    }));
});
