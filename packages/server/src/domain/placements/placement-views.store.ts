import { clientOf, type DomainContext } from '../kit/context.ts';

type Root = Pick<DomainContext, 'prisma' | 'tx' | 'now'>;

/** Channels that addresses name are strangers' words: beyond so many on a day they are counted without one. */
const MOST_CHANNELS_A_DAY = 100;

/** Counts one opening of a placement's page, on the day that it is at the merchant's (L8). */
export async function countView(
  root: Root,
  { placementId, channel }: { placementId: string; channel: string | null },
): Promise<void> {
  await clientOf(root).$executeRaw`
    WITH place AS (
      SELECT p."id", p."merchantId", (${root.now()}::timestamptz AT TIME ZONE m."timeZone")::date AS day
      FROM "Placement" p JOIN "Merchant" m ON m."id" = p."merchantId" WHERE p."id" = ${placementId}
    ), known AS (
      SELECT v."channel" FROM "PlacementViews" v JOIN place ON v."placementId" = place."id" AND v."day" = place.day
    )
    INSERT INTO "PlacementViews" ("placementId", "merchantId", "day", "channel", "count")
    SELECT place."id", place."merchantId", place.day,
      CASE WHEN (SELECT count(*) FROM known) < ${MOST_CHANNELS_A_DAY}
        OR ${channel ?? ''} IN (SELECT "channel" FROM known) THEN ${channel ?? ''} ELSE '' END, 1
    FROM place
    ON CONFLICT ("placementId", "day", "channel") DO UPDATE SET "count" = "PlacementViews"."count" + 1`;
}
