import type { Review } from '../../generated/prisma/client.ts';
import { announce, type NewEvent } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { leaveNotice } from '../messages/index.ts';
import { storeNameOf } from './store.rules.ts';

type About = { storeId: string; fields: string[]; review: Review };

/** Tells where a store, or the change of these fields of it, stands in its review. */
export async function announceReview(tx: Tx, ctx: DomainContext, about: About): Promise<void> {
  await announce(tx, ctx, reviewEventOf(about));
  await noticeVerdict(tx, ctx, about);
}

/** The event of a review: submitted, approved or rejected. */
export function reviewEventOf({ storeId, fields, review }: About): NewEvent {
  const { id: reviewId, channel, reasons, verdict } = review;
  if (verdict === 'APPROVED') return { type: 'store.approved', storeId, data: { reviewId, channel, fields } };
  if (verdict === 'REJECTED') return { type: 'store.rejected', storeId, data: { reviewId, reasons, fields } };
  return { type: 'store.submitted', storeId, data: { reviewId, fields } };
}

/** What an operator decided; what FAST review lets through at once is no news to who has just asked for it. */
async function noticeVerdict(tx: Tx, ctx: DomainContext, { storeId, fields, review }: About): Promise<void> {
  const { channel, reasons, verdict } = review;
  if (channel === 'FAST' || verdict === null) return;
  const name = storeNameOf(await tx.store.findUniqueOrThrow({ where: { id: storeId } }));
  const about = fields.length === 0 ? 'STORE' : 'STORE_CHANGE';
  if (verdict === 'APPROVED') await leaveNotice(tx, ctx, { kind: `${about}_APPROVED`, storeId, data: { name } });
  else await leaveNotice(tx, ctx, { kind: `${about}_REJECTED`, storeId, data: { name, reasons } });
}
