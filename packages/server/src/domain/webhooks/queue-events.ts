import type { Event, WebhookEndpoint } from '../../generated/prisma/client.ts';
import { eventSpanOf, readEventPage } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { disableEndpoint } from './endpoint-health.store.ts';
import { typesHeard } from './formats.ts';
import { type OrderKeys, orderKeysOf } from './order-keys.queries.ts';
import { TEST_EVENT } from './test-event.ts';

// house: no access check, because only the installation's own worker calls it.
// house: no event, because it hands events on.

type Worker = Omit<DomainContext, 'actor'>;
type Behind = { id: string; head: bigint };

/**
 * Queues the next events of one endpoint that is behind, up to a page of them: every event after the last one queued,
 * without gap or double, whoever else does so. False: none is behind.
 */
export async function queueNextEvents(root: Worker): Promise<boolean> {
  const ctx: DomainContext = { ...root, actor: { kind: 'system' } };
  return inTransaction(ctx, async (tx) => {
    const behind = await lockBehind(tx, ctx.now());
    if (!behind) return false;
    await queuePage(tx, ctx, behind);
    return true;
  });
}

/**
 * Any one that is behind: one far behind holds no other up. While the breaker is open no more is queued than there is to
 * probe with, so what is never received piles up nowhere but in the event table.
 */
async function lockBehind(tx: Tx, at: Date): Promise<Behind | null> {
  const [behind] = await tx.$queryRaw<Behind[]>`
    SELECT e."id", c."lastSequence" AS "head" FROM "WebhookEndpoint" e
    JOIN "EventCounter" c ON c."merchantId" = e."merchantId"
    WHERE e."status" = 'ACTIVE' AND e."deletedAt" IS NULL AND e."lastSequence" < c."lastSequence"
      AND (e."probeAt" IS NULL OR NOT EXISTS (
        SELECT 1 FROM "WebhookDelivery" d
        WHERE d."endpointId" = e."id" AND d."status" = 'WAITING' AND d."nextAttemptAt" <= ${at} AND NOT EXISTS (
          SELECT 1 FROM "WebhookDelivery" earlier
          WHERE earlier."endpointId" = d."endpointId" AND earlier."orderKey" = d."orderKey" AND earlier."status" = 'WAITING'
            AND (earlier."sequence", earlier."replay") < (d."sequence", d."replay"))))
    ORDER BY random() LIMIT 1 FOR NO KEY UPDATE OF e SKIP LOCKED`;
  return behind ?? null;
}

async function queuePage(tx: Tx, ctx: DomainContext, { id, head }: Behind): Promise<void> {
  const endpoint = await tx.webhookEndpoint.findUniqueOrThrow({ where: { id } });
  const { merchantId, lastSequence } = endpoint;
  const types = typesHeard(ctx, endpoint);
  const choice = types === null ? {} : { types };
  const { events, upTo } = await readEventPage(tx, { merchantId, after: lastSequence, head, choice });
  const { archivedThrough } = await eventSpanOf(tx, merchantId);
  if (lastSequence < archivedThrough) return passOverArchived(tx, ctx, { endpoint, archivedThrough });
  // A test goes to its endpoint by the verb that makes it.
  const wanted = events.filter(({ type }) => type !== TEST_EVENT);
  const keyOf = await orderKeysOf(
    tx,
    wanted.map(({ codeId }) => codeId),
  );
  await tx.webhookDelivery.createMany({ data: wanted.map((event) => firstDelivery(ctx, { endpoint, keyOf }, event)) });
  await tx.webhookEndpoint.update({ where: { id }, data: { lastSequence: upTo } });
}

type PassingOver = { endpoint: WebhookEndpoint; archivedThrough: bigint };

/** Events that a long pause left behind are in the archive alone: it never looks as if they had been sent. */
async function passOverArchived(tx: Tx, ctx: DomainContext, passing: PassingOver): Promise<void> {
  const { endpoint, archivedThrough } = passing;
  const from = endpoint.lastSequence + 1n;
  const reason = `Events ${from} to ${archivedThrough} were archived before they could be sent; made active again, it goes on after them`;
  await tx.webhookEndpoint.update({ where: { id: endpoint.id }, data: { lastSequence: archivedThrough } });
  await disableEndpoint(tx, ctx, { endpoint, reason });
}

type Queuing = { endpoint: WebhookEndpoint; keyOf: OrderKeys };

function firstDelivery(ctx: DomainContext, { endpoint, keyOf }: Queuing, event: Event) {
  const { id: endpointId, merchantId } = endpoint;
  return {
    id: ctx.newId('whd'),
    merchantId,
    endpointId,
    eventId: event.id,
    sequence: event.sequence ?? 0n,
    type: event.type,
    orderKey: keyOf(event.codeId),
    nextAttemptAt: ctx.now(),
    createdAt: ctx.now(),
  };
}
