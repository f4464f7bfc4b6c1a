import type { Prisma, Store } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { isBlank } from '../kit/text.ts';
import { inTransaction } from '../kit/transaction.ts';
import { merchantOf } from '../merchants/index.ts';
import { announceReview } from './announce-review.ts';
import { assertUnboundStores } from './store.access.ts';
import { assertPhotos } from './assert-photos.ts';
import './store.ports.ts';
import { assertStore } from './store.rules.ts';
import { insertStore } from './store.store.ts';
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
    const merchant = await merchantOf({ ...ctx, tx });
    const row = rowOf(ctx, draft);
    const review = await ctx.ports.stores.startReview(tx, ctx, { merchant, storeId: row.id });
    const state = review.verdict === 'APPROVED' ? 'APPROVED' : 'IN_REVIEW';
    const store = await insertStore(tx, { ...row, state });
    await announce(tx, ctx, { type: 'store.created', storeId: store.id, data: { poiId: store.poiId } });
    await announceReview(tx, ctx, { storeId: store.id, fields: [], review });
    return store;
  });
}

function rowOf(ctx: DomainContext, draft: StoreDraft): Omit<Prisma.StoreUncheckedCreateInput, 'state'> {
  const at = ctx.now();
  return {
    id: ctx.newId('store'),
    merchantId: merchantIdOf(ctx),
    externalId: textOf(draft.externalId),
    // Required ones were checked: the empty text below is never stored.
    businessName: draft.businessName ?? '',
    branchName: textOf(draft.branchName),
    province: draft.province ?? '',
    city: draft.city ?? '',
    district: textOf(draft.district),
    address: draft.address ?? '',
    telephone: draft.telephone ?? '',
    categories: [...(draft.categories ?? [])],
    offsetType: draft.offsetType ?? 1,
    longitude: draft.longitude ?? 0,
    latitude: draft.latitude ?? 0,
    photoUrls: [...(draft.photoUrls ?? [])],
    recommend: textOf(draft.recommend),
    special: textOf(draft.special),
    introduction: textOf(draft.introduction),
    openTime: textOf(draft.openTime),
    averagePriceYuan: draft.averagePriceYuan ?? null,
    createdAt: at,
    updatedAt: at,
  };
}

const textOf = (text: string | null | undefined): string | null => (text === undefined || isBlank(text) ? null : text);
