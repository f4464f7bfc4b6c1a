import { Prisma, type Store } from '../../generated/prisma/client.ts';
import { merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { boxAround, EARTH_RADIUS_METERS, type NearOrder, type NearSearch, nearSearchOf } from './near-stores.rules.ts';
import './store.ports.ts';

export type NearStore = { store: Store; distanceMeters: number };

/**
 * The merchant's approved stores around a place, nearest first, for any credential: what they show is public. With `cardId` only
 * those in which that card can be redeemed (C6, S4).
 * @throws InvalidInputError with the field that is out of bounds; NotFoundError with `cardId` for a card that the caller may not see
 */
export async function findStoresNear(
  ctx: DomainContext,
  order: NearOrder & { cardId?: string | null | undefined },
): Promise<NearStore[]> {
  const search = nearSearchOf(order);
  const cardId = order.cardId ?? null;
  const named = cardId === null ? Prisma.empty : await namedByCard(ctx, cardId);
  const rows = await clientOf(ctx).$queryRaw<(Store & { distanceMeters: number })[]>`
    SELECT * FROM (
      SELECT s.*, ${distanceTo(search)} AS "distanceMeters"
      FROM "Store" s
      WHERE s."merchantId" = ${merchantIdOf(ctx)} AND s."deletedAt" IS NULL AND s."state" = 'APPROVED'
        AND ${withinBox(search)} ${named}
    ) near
    WHERE "distanceMeters" <= ${search.radiusMeters}
    ORDER BY "distanceMeters", "id"
    LIMIT ${search.first}`;
  return rows.map(({ distanceMeters, ...store }) => ({ store, distanceMeters: Math.round(distanceMeters) }));
}

async function namedByCard(ctx: DomainContext, cardId: string): Promise<Prisma.Sql> {
  const applying = await ctx.ports.stores.findApplying(ctx, cardId);
  if (applying === null) throw new NotFoundError('card', ['cardId']);
  if (applying === 'ALL_STORES') return Prisma.empty;
  return Prisma.sql`AND EXISTS (SELECT 1 FROM "CardStore" c WHERE c."cardId" = ${cardId} AND c."storeId" = s."id")`;
}

/** By the index over merchant and latitude; longitudes are looked at only there. */
function withinBox(search: NearSearch): Prisma.Sql {
  const { south, north, spans } = boxAround(search);
  const meridians = spans.map(({ west, east }) => Prisma.sql`s."longitude" BETWEEN ${west} AND ${east}`);
  return Prisma.sql`s."latitude" BETWEEN ${south} AND ${north} AND (${Prisma.join(meridians, ' OR ')})`;
}

/**
 * Great-circle distance in metres (haversine): exact for near points, and the same across the line of dates. Differences count as a
 * trillionth of a degree at least, or their squares would be numbers that PostgreSQL refuses as too small.
 */
const distanceTo = ({ latitude, longitude }: NearSearch): Prisma.Sql => Prisma.sql`
  2 * ${EARTH_RADIUS_METERS}::float8 * asin(least(1, sqrt(
    power(sind(greatest(abs(s."latitude" - ${latitude}::float8), 1e-12) / 2), 2)
    + cosd(${latitude}::float8) * cosd(s."latitude")
      * power(sind(greatest(abs(s."longitude" - ${longitude}::float8), 1e-12) / 2), 2)
  )))`;
