import type { DomainContext } from '../kit/context.ts';
import { rowsOf } from '../kit/rows-of.ts';

/**
 * Whether something may be there to be queued or sent: of an active endpoint that has not heard the latest event, or of a
 * delivery that is due. One cheap question, because whoever numbers events makes it be asked all the time.
 */
export async function hasWebhookWork(root: Pick<DomainContext, 'tx' | 'runStatement' | 'now'>): Promise<boolean> {
  const [row] = await rowsOf<{ hasWork: boolean }>(root, {
    name: 'webhook_work',
    text: `SELECT EXISTS (
        SELECT 1 FROM "WebhookEndpoint" e JOIN "EventCounter" c ON c."merchantId" = e."merchantId"
        WHERE e."status" = 'ACTIVE' AND e."deletedAt" IS NULL AND e."lastSequence" < c."lastSequence")
      OR EXISTS (
        SELECT 1 FROM "WebhookEndpoint" e
        JOIN "WebhookDelivery" d ON d."endpointId" = e."id" AND d."status" = 'WAITING' AND d."nextAttemptAt" <= $1
          AND (d."leasedUntil" IS NULL OR d."leasedUntil" <= $1)
        WHERE e."status" = 'ACTIVE' AND e."deletedAt" IS NULL) AS "hasWork"`,
    values: [root.now()],
  });
  return row?.hasWork === true;
}
