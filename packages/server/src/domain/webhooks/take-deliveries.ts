import type { WebhookDelivery, WebhookEndpoint } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';

// house: no access check, because only the installation's own worker calls it.
// house: no event, because whether something is being sent changes nothing for others.

type Worker = Omit<DomainContext, 'actor'>;

/** A delivery that the caller alone sends now. */
export type TakenDelivery = {
  endpoint: WebhookEndpoint;
  delivery: WebhookDelivery;
  /** What comes of it decides whether the endpoint is tried again like others. */
  isProbe: boolean;
};

/** Longer than any attempt: who has not told by then was killed, and somebody else sends it again. */
const LEASE_MS = 60_000;
const MOST_ENDPOINTS = 100;

/** Endpoints to which something can be sent now; where there are more than one look takes, any of them. */
export function dueEndpoints(root: Worker): Promise<WebhookEndpoint[]> {
  const at = root.now();
  return clientOf(root).$queryRaw<WebhookEndpoint[]>`
    SELECT e.* FROM "WebhookEndpoint" e
    WHERE e."status" = 'ACTIVE' AND e."deletedAt" IS NULL AND (e."probeAt" IS NULL OR e."probeAt" <= ${at})
      AND EXISTS (
        SELECT 1 FROM "WebhookDelivery" d
        WHERE d."endpointId" = e."id" AND d."status" = 'WAITING' AND d."nextAttemptAt" <= ${at}
          AND (d."leasedUntil" IS NULL OR d."leasedUntil" <= ${at}))
    ORDER BY random() LIMIT ${MOST_ENDPOINTS}`;
}

/**
 * Takes what is due for one endpoint, at most `most`, the oldest first. Of what tells of one code only the first that
 * waits can be taken, so no later one overtakes it. While the breaker is open one is taken, as a probe, by one instance.
 */
export async function takeDeliveries(root: Worker, endpoint: WebhookEndpoint, most: number): Promise<TakenDelivery[]> {
  const isProbe = endpoint.probeAt !== null;
  if (isProbe && !(await takeProbe(root, endpoint))) return [];
  const deliveries = await takeDue(root, endpoint.id, isProbe ? 1 : most);
  if (isProbe && deliveries.length === 0) await leaveProbe(root, endpoint);
  return deliveries.map((delivery) => ({ endpoint, delivery, isProbe }));
}

/** Nobody else probes until this one is over. */
async function takeProbe(root: Worker, { id, probeAt }: WebhookEndpoint): Promise<boolean> {
  const { count } = await clientOf(root).webhookEndpoint.updateMany({
    where: { id, probeAt },
    data: { probeAt: leaseFrom(root.now()) },
  });
  return count === 1;
}

/** All that is due waits for something earlier of its code: whoever finds something to probe with may. */
async function leaveProbe(root: Worker, { id, probeAt }: WebhookEndpoint): Promise<void> {
  await clientOf(root).webhookEndpoint.updateMany({ where: { id, probeAt: { not: null } }, data: { probeAt } });
}

async function takeDue(root: Worker, endpointId: string, most: number): Promise<WebhookDelivery[]> {
  const at = root.now();
  const taken = await clientOf(root).$queryRaw<WebhookDelivery[]>`
    UPDATE "WebhookDelivery" SET
      "leasedUntil" = ${leaseFrom(at)}, "attemptCount" = "attemptCount" + 1, "firstAttemptAt" = coalesce("firstAttemptAt", ${at})
    WHERE "id" = ANY (ARRAY(
      SELECT d."id" FROM "WebhookDelivery" d
      WHERE d."endpointId" = ${endpointId} AND d."status" = 'WAITING' AND d."nextAttemptAt" <= ${at}
        AND (d."leasedUntil" IS NULL OR d."leasedUntil" <= ${at})
        AND NOT EXISTS (
          SELECT 1 FROM "WebhookDelivery" earlier
          WHERE earlier."endpointId" = d."endpointId" AND earlier."orderKey" = d."orderKey" AND earlier."status" = 'WAITING'
            AND (earlier."sequence", earlier."replay") < (d."sequence", d."replay"))
      ORDER BY d."sequence" LIMIT ${most} FOR UPDATE SKIP LOCKED))
    RETURNING *`;
  return taken.toSorted((one, other) => Number(one.sequence - other.sequence));
}

/** Until when somebody who begins now sends alone. */
export const leaseFrom = (at: Date): Date => new Date(at.getTime() + LEASE_MS);
