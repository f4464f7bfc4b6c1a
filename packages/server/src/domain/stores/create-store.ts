import type { Prisma, Store } from '../../generated/prisma/client.ts';
import { announceAll, type NewEvent } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { givenText } from '../kit/text.ts';
import { inTransaction } from '../kit/transaction.ts';
import { merchantOf } from '../merchants/index.ts';
import { reviewEventOf } from './announce-review.ts';
import { assertUnboundStores } from './store.access.ts';
import { assertPhotos } from './assert-photos.ts';
import './store.ports.ts';
import { assertStore } from './store.rules.ts';
import { insertStores } from './store.store.ts';
import type { StoreDraft } from './store-draft.ts';

/**
 * Adds a store, usable at once where FAST is open, else once an operator approves it (S2). Refuses missing, over-long or impossible fields with the number of the field
 * (65104–65113) and an `externalId` that another store of the merchant has, also a deleted one.
 */
export async function createStore(ctx: DomainContext, draft: StoreDraft): Promise<Store> {
  assertMay(ctx, 'stores:write');
  assertUnboundStores(ctx);
  assertStore(draft);
  return inTransaction(ctx, async (tx) => {
    await assertPhotos({ ...ctx, tx }, draft.photoUrls);
    const [store] = await addStores(tx, ctx, [draft]);
    if (!store) throw new Error('A store that was added did not come back');
    return store;
  });
}

/**
 * Adds stores whose descriptions were found to be right, with their reviews and events, and gives them in their order. At most 500.
 * @throws InvalidInputError when one has an `externalId` that is taken; none is added then
 */
export async function addStores(tx: Tx, ctx: DomainContext, drafts: readonly StoreDraft[]): Promise<Store[]> {
  const merchant = await merchantOf({ ...ctx, tx });
  const rows = drafts.map((draft) => rowOf(ctx, draft));
  const storeIds = rows.map(({ id }) => id);
  const reviews = await ctx.ports.stores.startReviews(tx, ctx, { merchant, storeIds });
  const states = reviews.map(({ verdict }) => (verdict === 'APPROVED' ? 'APPROVED' : 'IN_REVIEW'));
  const stores = await insertStores(
    tx,
    rows.map((row, index) => ({ ...row, state: states[index] ?? 'IN_REVIEW' })),
  );
  const events = stores.flatMap(({ id, poiId }, index): NewEvent[] => {
    const review = reviews[index];
    const created: NewEvent = { type: 'store.created', storeId: id, data: { poiId } };
    return review ? [created, reviewEventOf({ storeId: id, fields: [], review })] : [created];
  });
  await announceAll(tx, ctx, events);
  return stores;
}

function rowOf(ctx: DomainContext, draft: StoreDraft) {
  const at = ctx.now();
  return {
    id: ctx.newId('store'),
    merchantId: merchantIdOf(ctx),
    externalId: givenText(draft.externalId),
    // Required ones were checked: the empty text below is never stored.
    businessName: draft.businessName ?? '',
    branchName: givenText(draft.branchName),
    province: draft.province ?? '',
    city: draft.city ?? '',
    district: givenText(draft.district),
    address: draft.address ?? '',
    telephone: draft.telephone ?? '',
    categories: [...(draft.categories ?? [])],
    offsetType: draft.offsetType ?? 1,
    longitude: draft.longitude ?? 0,
    latitude: draft.latitude ?? 0,
    photoUrls: [...(draft.photoUrls ?? [])],
    recommend: givenText(draft.recommend),
    special: givenText(draft.special),
    introduction: givenText(draft.introduction),
    openTime: givenText(draft.openTime),
    averagePriceYuan: draft.averagePriceYuan ?? null,
    createdAt: at,
    updatedAt: at,
  } satisfies Omit<Prisma.StoreUncheckedCreateInput, 'state'>;
}
