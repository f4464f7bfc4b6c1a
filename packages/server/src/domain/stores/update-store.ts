import type { Prisma, Store } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError, StaleVersionError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { merchantOf } from '../merchants/index.ts';
import { announceReview } from './announce-review.ts';
import { assertPhotos } from './assert-photos.ts';
import { columnsOfChange } from './pending-change.ts';
import { editableStores } from './store.access.ts';
import { StoreChangePendingError, StoreNotApprovedError } from './store.errors.ts';
import { assertServiceChanges } from './store.rules.ts';
import { lockStore } from './store.store.ts';
import type { StoreKey } from './store-key.rules.ts';
import { type FixedField, givenFieldsOf, type ServiceField, type StoreDraft } from './store-draft.ts';

export type StoreUpdate = StoreKey & {
  /** The version that the caller has read; absent: whatever it is now (the Weixin door has none). */
  expectedVersion?: number | null | undefined;
  /** Absent fields stay; null empties an optional one. Photos are replaced as a whole. */
  changes: StoreDraft;
};

/**
 * Changes the service fields of an approved store (S2): at once where FAST is open; else the change waits for an operator
 * and the approved fields stay. Another value of any other field is refused (65107), a blank telephone too.
 * @throws StaleVersionError when somebody else was faster, StoreNotApprovedError, StoreChangePendingError
 */
export async function updateStore(ctx: DomainContext, input: StoreUpdate): Promise<Store> {
  assertMay(ctx, 'stores:write');
  const where = editableStores(ctx);
  const { service, fixed } = givenFieldsOf(input.changes);
  assertServiceChanges(input.changes);
  return inTransaction(ctx, async (tx) => {
    await assertPhotos({ ...ctx, tx }, input.changes.photoUrls);
    const stored = await lockStore(tx, where, input);
    const { expectedVersion } = input;
    if (typeof expectedVersion === 'number' && expectedVersion !== stored.version)
      throw new StaleVersionError(stored.version);
    assertStays(stored, input.changes, fixed);
    if (service.length === 0) return stored;
    if (stored.state !== 'APPROVED') throw new StoreNotApprovedError(['id'], stored.state);
    if (stored.pendingChanges !== null) throw new StoreChangePendingError();
    return changeOrSubmit({ ...ctx, tx }, { stored, changes: input.changes, fields: service });
  });
}

/** Naming a value that is there already is no change: clients send back what they have read. */
function assertStays(stored: Store, changes: StoreDraft, fields: readonly FixedField[]): void {
  const changed = fields.find((field) => !isSame(stored[field], changes[field]));
  if (changed !== undefined)
    throw new InvalidInputError([changed], `${changed} of a store never changes`, 'STORE_FIXED');
}

const isSame = (before: StoreDraft[FixedField], after: StoreDraft[FixedField]): boolean =>
  JSON.stringify(before ?? '') === JSON.stringify(after ?? '');

type Change = { stored: Store; changes: StoreDraft; fields: ServiceField[] };

async function changeOrSubmit(ctx: DomainContext & { tx: Tx }, { stored, changes, fields }: Change): Promise<Store> {
  const { tx } = ctx;
  const storeId = stored.id;
  const review = await ctx.ports.stores.startReview(tx, ctx, { merchant: await merchantOf(ctx), storeId });
  const columns = columnsOfChange(changes);
  const taken = review.verdict === 'APPROVED' ? columns : { pendingChanges: columns satisfies Prisma.InputJsonObject };
  const data = { ...taken, version: stored.version + 1, updatedAt: ctx.now() };
  const store = await tx.store.update({ where: { id: storeId }, data });
  if (review.verdict === 'APPROVED')
    await announce(tx, ctx, { type: 'store.updated', storeId, data: { version: store.version, fields } });
  await announceReview(tx, ctx, { storeId, fields, review });
  return store;
}
