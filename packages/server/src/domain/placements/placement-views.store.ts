import { clientOf, type DomainContext } from '../kit/context.ts';

type Root = Pick<DomainContext, 'prisma' | 'tx' | 'now'>;

/** Channels that addresses name are strangers' words: beyond so many on a day they are counted without one. */
const MOST_CHANNELS_A_DAY = 100;

/** Openings of the page of a placement that came through a channel; null: none was named. */
export type Views = { placementId: string; channel: string | null; count: number };

/** Counts openings of pages, on the day that it is at each merchant (L8). Whoever opens a page may be counted. */
export async function countViews(root: Root, views: readonly Views[]): Promise<void> {
  const ids = views.map(({ placementId }) => placementId);
  const channels = views.map(({ channel }) => channel ?? '');
  const counts = views.map(({ count }) => count);
  await clientOf(root).$executeRaw`
    WITH given AS (
      SELECT p."id", p."merchantId", (${root.now()}::timestamptz AT TIME ZONE m."timeZone")::date AS day, g.channel, g.count
      FROM unnest(${ids}::text[], ${channels}::text[], ${counts}::int[]) AS g (id, channel, count)
      JOIN "Placement" p ON p."id" = g.id JOIN "Merchant" m ON m."id" = p."merchantId"
    ), judged AS (
      SELECT given.*, v."channel" IS NOT NULL AS is_known,
        (SELECT count(*) FROM "PlacementViews" k WHERE k."placementId" = given."id" AND k."day" = given.day) AS known,
        row_number() OVER (PARTITION BY given."id", v."channel" IS NOT NULL ORDER BY given.channel) AS place
      FROM given LEFT JOIN "PlacementViews" v
        ON v."placementId" = given."id" AND v."day" = given.day AND v."channel" = given.channel
    ), kept AS (
      SELECT "id", "merchantId", day, count,
        CASE WHEN is_known OR known + place <= ${MOST_CHANNELS_A_DAY} THEN channel ELSE '' END AS channel
      FROM judged
    )
    INSERT INTO "PlacementViews" ("placementId", "merchantId", "day", "channel", "count")
    SELECT "id", "merchantId", day, channel, sum(count)::int FROM kept GROUP BY "id", "merchantId", day, channel
    ORDER BY "id", day, channel
    ON CONFLICT ("placementId", "day", "channel") DO UPDATE SET "count" = "PlacementViews"."count" + EXCLUDED."count"`;
}
