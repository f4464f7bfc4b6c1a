import type { Prisma, Store } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { visibleStores } from './store.access.ts';
import { StoreNotApprovedError } from './store.errors.ts';
import { holdStores } from './store.store.ts';
import { isPoiId, isStoreId, namedBy, type StoreKey } from './store-key.rules.ts';

/** A store that the actor may see, or null. Refuses a call that names none or several. */
export async function findStore(ctx: DomainContext, key: StoreKey): Promise<Store | null> {
  const where = visibleStores(ctx);
  const { where: named } = namedBy(key);
  if (!named) return null;
  return clientOf(ctx).store.findFirst({ where: { AND: [where, named] } });
}

export const findStoreByExternalId = (ctx: DomainContext, externalId: string): Promise<Store | null> =>
  findStore(ctx, { externalId });

export type StoreNames = { ids?: readonly string[]; poiIds?: readonly number[] };

/**
 * The named stores of the tenant, in the order given, each once. For verbs that are about to name them: inside a
 * transaction they are held against deletion. Needs no scope of its own.
 * @throws NotFoundError with `storeIds` or `poiIds` and the index of the first one that is not there.
 */
export async function findStoresByIds(ctx: DomainContext, { ids = [], poiIds = [] }: StoreNames): Promise<Store[]> {
  if (ids.length + poiIds.length === 0) return [];
  const named = { OR: [{ id: { in: ids.filter(isStoreId) } }, { poiId: { in: poiIds.filter(isPoiId) } }] };
  const where = { merchantId: merchantIdOf(ctx), deletedAt: null, ...named };
  const rows = await heldRows(ctx, where);
  const byId = new Map(rows.map((store) => [store.id, store]));
  const byPoiId = new Map(rows.map((store) => [store.poiId, store]));
  const found = [
    ...ids.map((id, index) => byId.get(id) ?? missing('storeIds', index)),
    ...poiIds.map((poiId, index) => byPoiId.get(poiId) ?? missing('poiIds', index)),
  ];
  return [...new Set(found)];
}

/** One store of the tenant for a verb that is about to name it, held against deletion as by {@link findStoresByIds}; null: there is none. */
export async function findStoreToName(ctx: DomainContext, id: string): Promise<Store | null> {
  if (!isStoreId(id)) return null;
  const [store] = await heldRows(ctx, { merchantId: merchantIdOf(ctx), deletedAt: null, id });
  return store ?? null;
}

/**
 * The named stores, like {@link findStoresByIds}, for a card that is to apply there.
 * @throws NotFoundError, StoreNotApprovedError with the place of the first one that can't be used (S2)
 */
export async function findUsableStores(ctx: DomainContext, names: StoreNames): Promise<Store[]> {
  const stores = await findStoresByIds(ctx, names);
  const refused = stores.find(({ state }) => state !== 'APPROVED');
  if (!refused) return stores;
  const index = names.ids?.indexOf(refused.id) ?? -1;
  const field = index >= 0 ? ['storeIds', index] : ['poiIds', names.poiIds?.indexOf(refused.poiId) ?? 0];
  throw new StoreNotApprovedError(field, refused.state);
}

/** Whether the merchant had a store of this number and deleted it. */
export async function isDeletedPoi(ctx: DomainContext, poiId: number): Promise<boolean> {
  if (!isPoiId(poiId)) return false;
  const where = { ...visibleStores(ctx), poiId, deletedAt: { not: null } };
  return (await clientOf(ctx).store.findFirst({ where, select: { id: true } })) !== null;
}

/** The actor's stores, oldest first, so that a store which is made meanwhile shifts no page; and how many there are. */
export async function listStores(
  ctx: DomainContext,
  { offset, count }: { offset: number; count: number },
): Promise<{ stores: Store[]; total: number }> {
  const where = visibleStores(ctx);
  const client = clientOf(ctx);
  const stores = await client.store.findMany({ where, orderBy: { poiId: 'asc' }, skip: offset, take: count });
  return { stores, total: await client.store.count({ where }) };
}

const MOST_CATEGORIES = 1_000;

/** The categories that the actor's stores have, each once, by their text; at most 1,000. */
export async function ownCategories(ctx: DomainContext): Promise<string[]> {
  assertMay(ctx, 'stores:read');
  const rows = await clientOf(ctx).$queryRaw<{ category: string }[]>`
    SELECT DISTINCT unnest("categories") AS category FROM "Store"
    WHERE "merchantId" = ${merchantIdOf(ctx)} AND "deletedAt" IS NULL
    ORDER BY category LIMIT ${MOST_CATEGORIES}`;
  return rows.map(({ category }) => category);
}

/** Stores by their ids, for who has been shown what names them. */
export async function storesByIds(
  ctx: Pick<DomainContext, 'prisma' | 'tx'>,
  ids: readonly string[],
): Promise<Map<string, Store>> {
  const stores = await clientOf(ctx).store.findMany({ where: { id: { in: [...ids] } } });
  return new Map(stores.map((store) => [store.id, store]));
}

async function heldRows(ctx: DomainContext, where: Prisma.StoreWhereInput): Promise<Store[]> {
  if (!ctx.tx) return ctx.prisma.store.findMany({ where });
  const seen = await ctx.tx.store.findMany({ where, select: { id: true } });
  await holdStores(
    ctx.tx,
    seen.map(({ id }) => id),
  );
  // Read again: one may have been deleted while we waited for the lock.
  return ctx.tx.store.findMany({ where });
}

function missing(list: 'storeIds' | 'poiIds', index: number): never {
  throw new NotFoundError('store', [list, index]);
}
