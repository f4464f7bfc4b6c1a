import type { DomainContext } from '../kit/context.ts';
import { deleteInBatches } from '../kit/delete-expired.ts';

const DAY_MS = 86_400_000;
/** What was sent or given up can be looked up and replayed for so long. */
const KEPT_DAYS = 30;
/** What an endpoint did not want to hear of. */
const SKIPPED_KEPT_DAYS = 1;

/** Deletes the log of deliveries that are over for long, with their attempts, and endpoints that were deleted; tells how many. */
// house: no access check, because only the installation's own sweep calls it.
// house: no event, because nothing changes for anybody.
export async function deleteOldDeliveries({ prisma, now }: Pick<DomainContext, 'prisma' | 'now'>): Promise<number> {
  const daysAgo = (days: number): Date => new Date(now().getTime() - days * DAY_MS);
  const [over, skipped] = [daysAgo(KEPT_DAYS), daysAgo(SKIPPED_KEPT_DAYS)];
  const old = await deleteInBatches(
    (limit) => prisma.$executeRaw`
    DELETE FROM "WebhookDelivery" WHERE "id" = ANY (ARRAY(
      SELECT "id" FROM "WebhookDelivery"
      WHERE ("status" IN ('DELIVERED', 'FAILED') AND "finishedAt" <= ${over}) OR ("status" = 'SKIPPED' AND "finishedAt" <= ${skipped})
      LIMIT ${limit}))`,
  );
  const orphans = await deleteInBatches(
    (limit) => prisma.$executeRaw`
    DELETE FROM "WebhookDelivery" WHERE "id" = ANY (ARRAY(
      SELECT d."id" FROM "WebhookDelivery" d JOIN "WebhookEndpoint" e ON e."id" = d."endpointId"
      WHERE e."deletedAt" IS NOT NULL AND (d."leasedUntil" IS NULL OR d."leasedUntil" <= ${now()}) LIMIT ${limit}))`,
  );
  const { count } = await prisma.webhookEndpoint.deleteMany({
    where: { deletedAt: { not: null }, deliveries: { none: {} } },
  });
  return old + orphans + count;
}
