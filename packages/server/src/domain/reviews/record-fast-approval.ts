import type { Prisma, Review, ReviewSubject } from '../../generated/prisma/client.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';

export const BY_MACHINE = 'automatic checks';

export type Reviewable = {
  subject: ReviewSubject;
  subjectId: string;
  /** The change that is reviewed; absent: the first review of its subject. */
  versionId?: string;
};

/** Keeps the record of a review in the FAST channel, which approves at once what the automatic checks let through (M4). */
export const recordFastApproval = (tx: Tx, ctx: DomainContext, about: Reviewable): Promise<Review> =>
  tx.review.create({ data: fastApproval(ctx, about) });

export function fastApproval(ctx: DomainContext, about: Reviewable) {
  const at = ctx.now();
  return {
    versionId: null,
    ...about,
    id: ctx.newId('rev'),
    merchantId: merchantIdOf(ctx),
    channel: 'FAST',
    verdict: 'APPROVED',
    reasons: [],
    createdAt: at,
    dueAt: at,
    decidedAt: at,
    decidedBy: BY_MACHINE,
  } satisfies Prisma.ReviewUncheckedCreateInput;
}
