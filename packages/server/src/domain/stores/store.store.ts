import type { Prisma, Store } from '../../generated/prisma/client.ts';
import type { Tx } from '../kit/context.ts';
import { InvalidInputError, NotFoundError } from '../kit/errors.ts';
import { isUniqueViolation } from '../kit/postgres-errors.ts';
import { namedBy, type StoreKey } from './store-key.rules.ts';

/** The store, locked until the commit, so that two changes or a change and a deletion follow each other. */
export async function lockStore(tx: Tx, where: Prisma.StoreWhereInput, key: StoreKey): Promise<Store> {
  const { field, where: named } = namedBy(key);
  const seen = named && (await tx.store.findFirst({ where: { AND: [where, named] }, select: { id: true } }));
  if (!seen) throw new NotFoundError('store', [field]);
  await lockStoreRow(tx, seen.id);
  // Read again: it may have changed or gone while we waited for the lock.
  const store = await tx.store.findFirst({ where: { AND: [where, { id: seen.id }] } });
  if (!store) throw new NotFoundError('store', [field]);
  return store;
}

export async function lockStoreRow(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Store" WHERE "id" = ${id} FOR UPDATE`;
}

/** Keeps stores from being deleted before the commit of whoever is about to name them (S3). */
export async function holdStores(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Store" WHERE "id" = ANY(${[...ids]}) ORDER BY "id" FOR SHARE`;
}

/** The stores in the order of their rows. `externalId` is the only unique column that a caller can fill. */
export async function insertStores(tx: Tx, rows: (Prisma.StoreCreateManyInput & { id: string })[]): Promise<Store[]> {
  try {
    const stores = await tx.store.createManyAndReturn({ data: rows });
    const byId = new Map(stores.map((store) => [store.id, store]));
    return rows.flatMap(({ id }) => byId.get(id) ?? []);
  } catch (error) {
    if (isUniqueViolation(error))
      throw new InvalidInputError(['externalId'], 'Another store of this merchant has this externalId');
    throw error;
  }
}
