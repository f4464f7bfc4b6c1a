import type { Prisma, Store } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError, StaleVersionError } from '../kit/errors.ts';
import { isBlank } from '../kit/text.ts';
import { inTransaction } from '../kit/transaction.ts';
import { editableStores } from './store.access.ts';
import { assertPhotos } from './assert-photos.ts';
import { assertServiceChanges } from './store.rules.ts';
import { lockStore } from './store.store.ts';
import type { StoreKey } from './store-key.rules.ts';
import { givenFieldsOf, type ServiceField, type StoreDraft } from './store-draft.ts';

export type StoreUpdate = StoreKey & {
  /** The version that the caller has read; absent: whatever it is now (the Weixin door has none). */
  expectedVersion?: number | null | undefined;
  /** Absent fields stay; null empties an optional one. Photos are replaced as a whole. */
  changes: StoreDraft;
};

/**
 * Changes the service fields of a store (S2). Every other field is refused (65107), a blank telephone too.
 * @throws StaleVersionError when somebody else was faster.
 */
export async function updateStore(ctx: DomainContext, input: StoreUpdate): Promise<Store> {
  assertMay(ctx, 'stores:write');
  const where = editableStores(ctx);
  const { service, fixed } = givenFieldsOf(input.changes);
  const [firstFixed] = fixed;
  if (firstFixed !== undefined)
    throw new InvalidInputError([firstFixed], `${firstFixed} of a store never changes`, 'STORE_FIXED');
  assertServiceChanges(input.changes);
  return inTransaction(ctx, async (tx) => {
    await assertPhotos({ ...ctx, tx }, input.changes.photoUrls);
    const stored = await lockStore(tx, where, input);
    const { expectedVersion } = input;
    if (typeof expectedVersion === 'number' && expectedVersion !== stored.version)
      throw new StaleVersionError(stored.version);
    if (service.length === 0) return stored;
    const data = { ...changedColumns(service, input.changes), version: stored.version + 1, updatedAt: ctx.now() };
    const store = await tx.store.update({ where: { id: stored.id }, data });
    await announce(tx, ctx, {
      type: 'store.updated',
      storeId: store.id,
      data: { version: store.version, fields: service },
    });
    return store;
  });
}

function changedColumns(fields: readonly ServiceField[], changes: StoreDraft): Prisma.StoreUncheckedUpdateInput {
  const entries = fields.map((field) => [field, columnOf(field, changes[field])] as const);
  return Object.fromEntries(entries);
}

function columnOf(field: ServiceField, value: StoreDraft[ServiceField]): string | number | string[] | null {
  if (field === 'photoUrls') return Array.isArray(value) ? value.map(String) : [];
  if (typeof value === 'string') return isBlank(value) ? null : value;
  return typeof value === 'number' ? value : null;
}
