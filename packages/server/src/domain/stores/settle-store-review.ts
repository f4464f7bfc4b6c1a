import { Prisma, type Review, type Store } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { announceReview } from './announce-review.ts';
import { columnsOfChange, fieldsOf, readPending } from './pending-change.ts';
import { lockStoreRow } from './store.store.ts';

/** Lets changes of a store and the decision about it follow each other. */
export const holdStore = (tx: Tx, _ctx: DomainContext, id: string): Promise<void> => lockStoreRow(tx, id);

/** What an operator's word does to a new store or to the change of one that waits (S2). The caller holds the store. */
export async function settleStoreReview(tx: Tx, ctx: DomainContext, review: Review): Promise<void> {
  const store = await tx.store.findUniqueOrThrow({ where: { id: review.subjectId } });
  const pending = readPending(store.pendingChanges);
  const fields = pending === null ? [] : fieldsOf(pending);
  const isApproved = review.verdict === 'APPROVED';
  const taken = pending !== null && isApproved ? columnsOfChange(pending) : {};
  const state: Store['state'] = isApproved ? 'APPROVED' : 'REJECTED';
  const { version } = await tx.store.update({
    where: { id: store.id },
    data: {
      ...taken,
      ...(pending === null ? { state } : { pendingChanges: Prisma.DbNull }),
      version: store.version + 1,
      updatedAt: ctx.now(),
    },
  });
  if (pending !== null && isApproved)
    await announce(tx, ctx, { type: 'store.updated', storeId: store.id, data: { version, fields } });
  await announceReview(tx, ctx, { storeId: store.id, fields, review });
}
