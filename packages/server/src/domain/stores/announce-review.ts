import type { Review } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';

type About = { storeId: string; fields: string[]; review: Review };

/** Tells where a store, or the change of these fields of it, stands in its review. */
export async function announceReview(tx: Tx, ctx: DomainContext, { storeId, fields, review }: About): Promise<void> {
  const { id: reviewId, channel, reasons, verdict } = review;
  if (verdict === null) await announce(tx, ctx, { type: 'store.submitted', storeId, data: { reviewId, fields } });
  if (verdict === 'APPROVED')
    await announce(tx, ctx, { type: 'store.approved', storeId, data: { reviewId, channel, fields } });
  if (verdict === 'REJECTED')
    await announce(tx, ctx, { type: 'store.rejected', storeId, data: { reviewId, reasons, fields } });
}
