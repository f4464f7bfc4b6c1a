import type { AwaitedSpan } from '../events/index.ts';
import type { Tx } from '../kit/context.ts';

// house: no access check, because only the installation's own archiver asks.

/** The first event of the span that a delivery still waits for; null: none does. */
export async function firstAwaitedEvent(
  tx: Tx,
  { merchantId, after, upTo, since }: AwaitedSpan,
): Promise<bigint | null> {
  const [row] = await tx.$queryRaw<{ first: bigint | null }[]>`
    SELECT min(d."sequence") AS "first"
    FROM "WebhookEndpoint" p
    JOIN "WebhookDelivery" d ON d."endpointId" = p."id" AND d."status" = 'WAITING' AND d."sequence" > ${after} AND d."sequence" <= ${upTo}
    JOIN "Event" e ON e."id" = d."eventId" AND e."occurredAt" >= ${since}
    WHERE p."merchantId" = ${merchantId} AND p."deletedAt" IS NULL`;
  return row?.first ?? null;
}
