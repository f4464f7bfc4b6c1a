import { describe, expect, it } from 'vitest';
import { deleteCard, updateCard, withdrawCard } from '../../src/domain/cards/index.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import { StaleVersionError } from '../../src/domain/kit/errors.ts';
import { decideReview, ReviewDecidedError } from '../../src/domain/reviews/index.ts';
import { aContext } from '../kit/context.ts';
import { aCard } from '../kit/factories.ts';
import { asOperator } from '../kit/people.ts';
import { closeFastReview } from '../kit/reviews.ts';

const reasonsOf = (results: PromiseSettledResult<unknown>[]): unknown[] =>
  results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
const TIMES = 8;
const many = (work: (index: number) => Promise<unknown>) =>
  Promise.allSettled(Array.from({ length: TIMES }, (_, index) => work(index)));

describe('changes of one card at once', () => {
  it('let one of several win that name the same version', async () => {
    const ctx = await aContext();
    const { id } = await aCard(ctx);
    const results = await many((index) =>
      updateCard(ctx, { id, expectedVersion: 1, changes: { claimLimit: index + 1 } }),
    );
    // The limit of the first is one of 1 to 8; 50 was there before.
    expect(reasonsOf(results)).toEqual(Array.from({ length: TIMES - 1 }, () => expect.any(StaleVersionError)));
    expect(await ctx.prisma.card.findUnique({ where: { id } })).toMatchObject({ version: 2 });
  });

  it('leave one change that waits, with the fields of all', async () => {
    const ctx = await aContext();
    const { id } = await aCard(ctx);
    await closeFastReview(ctx);
    const fields = ['title', 'notice', 'subTitle', 'description'] as const;
    const results = await Promise.allSettled(
      fields.map((field) => updateCard(ctx, { id, changes: { [field]: '新的文字' } })),
    );
    expect(reasonsOf(results)).toEqual([]);
    const versions = await ctx.prisma.cardVersion.findMany({ where: { cardId: id }, orderBy: { number: 'asc' } });
    expect(versions.map(({ number, status }) => [number, status])).toEqual([
      [1, 'SUPERSEDED'],
      [2, 'SUPERSEDED'],
      [3, 'SUPERSEDED'],
      [4, 'IN_REVIEW'],
    ]);
    expect(versions.at(-1)?.fields.toSorted()).toEqual(fields.toSorted());
    expect(await ctx.prisma.review.count({ where: { subjectId: id, decidedAt: null } })).toBe(1);
  });

  it('decide a review once, whether it is decided, superseded or its card deleted meanwhile', async () => {
    const ctx = await aContext();
    await closeFastReview(ctx);
    for (let round = 0; round < 5; round += 1) {
      const { id } = await aCard(ctx);
      const { id: reviewId } = await ctx.prisma.review.findFirstOrThrow({ where: { subjectId: id } });
      const operator = asOperator(ctx);
      const results = await Promise.allSettled([
        decideReview(operator, { reviewId, verdict: 'APPROVED' }),
        decideReview(operator, { reviewId, verdict: 'REJECTED', reasons: ['否'] }),
        updateCard(ctx, { id, changes: { claimLimit: 2 } }),
        deleteCard(ctx, { id }),
      ]);
      const [, , updated, deleted] = results;
      const refusals = reasonsOf(results.slice(0, 2));
      expect(refusals.length).toBeGreaterThan(0);
      for (const refusal of refusals) expect(refusal).toBeInstanceOf(ReviewDecidedError);
      expect(deleted?.status).toBe('fulfilled');
      // Whoever changes a card that has just been deleted hears of it.
      for (const refusal of reasonsOf(updated ? [updated] : []))
        expect(refusal).toMatchObject({ code: 'CARD_STATUS_FORBIDS' });
      expect(await ctx.prisma.card.findUnique({ where: { id } })).toMatchObject({ status: 'DELETED' });
      expect(await ctx.prisma.review.count({ where: { subjectId: id, decidedAt: null } })).toBe(0);
    }
  });
});

describe('claims beside changes of their card', () => {
  it('go on, and count as they should', async () => {
    const ctx = await aContext();
    const { id } = await aCard(ctx, { quantity: 100 });
    const results = await many((index) =>
      index % 2 === 0
        ? claimCard(ctx, { cardId: id, openid: `user-${index}` })
        : updateCard(ctx, { id, changes: { title: `标题${index}` } }),
    );
    expect(reasonsOf(results)).toEqual([]);
    expect(await ctx.prisma.card.findUnique({ where: { id } })).toMatchObject({ status: 'DISTRIBUTED', version: 5 });
    expect(await ctx.prisma.stockLot.findFirst({ where: { cardId: id } })).toMatchObject({ left: 96 });
  });

  it('never put a withdrawn card back into circulation', async () => {
    const ctx = await aContext();
    for (let round = 0; round < 5; round += 1) {
      const { id } = await aCard(ctx);
      await Promise.allSettled([
        claimCard(ctx, { cardId: id, openid: 'ann' }),
        withdrawCard(ctx, { id }),
        claimCard(ctx, { cardId: id, openid: 'bob' }),
      ]);
      expect(await ctx.prisma.card.findUnique({ where: { id } })).toMatchObject({ status: 'WITHDRAWN' });
    }
  });
});
