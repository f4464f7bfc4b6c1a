import type { Prisma, Store } from '../../generated/prisma/client.ts';
import type { Tx } from '../kit/context.ts';
import { InvalidInputError, NotFoundError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import { isUniqueViolation } from '../kit/postgres-errors.ts';

/** The store, locked until the commit, so that two changes or a change and a deletion follow each other. */
export async function lockStore(tx: Tx, where: Prisma.StoreWhereInput, id: string): Promise<Store> {
  if (prefixOf(id) !== 'store') throw new NotFoundError('store');
  await tx.$queryRaw`SELECT 1 FROM "Store" WHERE "id" = ${id} FOR UPDATE`;
  const store = await tx.store.findFirst({ where: { AND: [where, { id }] } });
  if (!store) throw new NotFoundError('store');
  return store;
}

/** Keeps stores from being deleted before the commit of whoever is about to name them (S3). */
export async function holdStores(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Store" WHERE "id" = ANY(${[...ids]}) ORDER BY "id" FOR SHARE`;
}

/** `externalId` is the only unique column that a caller can fill. */
export async function insertStore(tx: Tx, data: Prisma.StoreUncheckedCreateInput): Promise<Store> {
  try {
    return await tx.store.create({ data });
  } catch (error) {
    if (isUniqueViolation(error))
      throw new InvalidInputError(['externalId'], 'Another store of this merchant has this externalId');
    throw error;
  }
}
