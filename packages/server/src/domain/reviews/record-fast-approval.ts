import type { Review, ReviewSubject } from '../../generated/prisma/client.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';

/** Keeps the record of a review in the FAST channel, which approves at once what the automatic checks let through (M4). */
export async function recordFastApproval(
  tx: Tx,
  ctx: DomainContext,
  about: { subject: ReviewSubject; subjectId: string },
): Promise<Review> {
  const at = ctx.now();
  return tx.review.create({
    data: {
      ...about,
      id: ctx.newId('rev'),
      merchantId: merchantIdOf(ctx),
      channel: 'FAST',
      verdict: 'APPROVED',
      reasons: [],
      createdAt: at,
      decidedAt: at,
      decidedBy: 'automatic checks',
    },
  });
}
