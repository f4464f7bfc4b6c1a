import type { Review, ReviewSubject } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';

type Reading = Pick<DomainContext, 'prisma' | 'tx'>;

/** The latest review of each subject that the caller has been shown. */
export async function latestReviewsOf(
  ctx: Reading,
  subject: ReviewSubject,
  subjectIds: readonly string[],
): Promise<Map<string, Review>> {
  const reviews = await clientOf(ctx).review.findMany({
    where: { subject, subjectId: { in: [...subjectIds] } },
    orderBy: [{ subjectId: 'asc' }, { createdAt: 'desc' }, { id: 'desc' }],
    distinct: ['subjectId'],
  });
  return new Map(reviews.map((review) => [review.subjectId, review]));
}

/** The review of each change. */
export async function reviewsOfVersions(ctx: Reading, versionIds: readonly string[]): Promise<Map<string, Review>> {
  const reviews = await clientOf(ctx).review.findMany({ where: { versionId: { in: [...versionIds] } } });
  return new Map(reviews.map((review) => [review.versionId ?? '', review]));
}
