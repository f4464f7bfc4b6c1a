import type { Prisma } from '../../generated/prisma/client.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import { isPlainText } from '../kit/text.ts';

/** Exactly one of the three names a store. */
export type StoreKey = {
  id?: string | null | undefined;
  poiId?: number | null | undefined;
  externalId?: string | null | undefined;
};

const LARGEST_POI_ID = 2_147_483_647;

export const isStoreId = (id: string): boolean => prefixOf(id) === 'store';
export const isPoiId = (poiId: number): boolean => Number.isInteger(poiId) && poiId > 0 && poiId <= LARGEST_POI_ID;

/** The column that a key names and how to look there; `where` is null for a name that no store can have. */
export function namedBy({ id, poiId, externalId }: StoreKey): {
  field: keyof StoreKey;
  where: Prisma.StoreWhereInput | null;
} {
  const given = [id, poiId, externalId].filter((value) => value !== null && value !== undefined);
  if (given.length !== 1)
    throw new InvalidInputError(['id'], 'Name the store by exactly one of id, poiId and externalId');
  if (typeof id === 'string') return { field: 'id', where: isStoreId(id) ? { id } : null };
  if (typeof poiId === 'number') return { field: 'poiId', where: isPoiId(poiId) ? { poiId } : null };
  const text = externalId ?? '';
  return { field: 'externalId', where: isPlainText(text, 'one-line') ? { externalId: text } : null };
}
