import type { Review } from '../../generated/prisma/client.ts';
import { announce, type NewEvent } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';

type About = { storeId: string; fields: string[]; review: Review };

/** Tells where a store, or the change of these fields of it, stands in its review. */
export const announceReview = (tx: Tx, ctx: DomainContext, about: About): Promise<void> =>
  announce(tx, ctx, reviewEventOf(about));

export function reviewEventOf({ storeId, fields, review }: About): NewEvent {
  const { id: reviewId, channel, reasons, verdict } = review;
  if (verdict === 'APPROVED') return { type: 'store.approved', storeId, data: { reviewId, channel, fields } };
  if (verdict === 'REJECTED') return { type: 'store.rejected', storeId, data: { reviewId, reasons, fields } };
  return { type: 'store.submitted', storeId, data: { reviewId, fields } };
}
