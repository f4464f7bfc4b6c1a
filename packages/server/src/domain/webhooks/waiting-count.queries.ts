import { clientOf, type DomainContext } from '../kit/context.ts';

// house: no access check, because it counts for endpoints that the caller has been shown.

/** How many deliveries to each of these endpoints wait; counting stops at `most`. */
export async function countWaiting(
  ctx: DomainContext,
  endpointIds: readonly string[],
  most: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await clientOf(ctx).$queryRaw<{ id: string; count: number }[]>`
    SELECT given."id", (
      SELECT count(*)::int FROM (
        SELECT 1 FROM "WebhookDelivery" d WHERE d."endpointId" = given."id" AND d."status" = 'WAITING' LIMIT ${most}) waiting
    ) AS "count"
    FROM unnest(${[...endpointIds]}::text[]) AS given ("id")`;
  return new Map(rows.map(({ id, count }) => [id, count]));
}
