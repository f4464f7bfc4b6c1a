import type { WebhookDelivery } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { lockEndpoint } from './endpoint.queries.ts';
import { sendDelivery } from './send-delivery.ts';
import { TEST_EVENT } from './test-event.ts';
import { leaseFrom, type TakenDelivery } from './take-deliveries.ts';

/**
 * Sends an event of type `webhook_endpoint.tested` to one endpoint at once, whatever its status and the types that it
 * hears of, and answers with the delivery, which has its attempt. It is tried once.
 * @throws NotFoundError, NotAllowedError
 */
export async function testEndpoint(
  ctx: DomainContext,
  { endpointId }: { endpointId: string },
): Promise<WebhookDelivery> {
  assertMay(ctx, 'webhooks:write');
  const taken = await inTransaction(ctx, (tx) => makeTest(tx, ctx, endpointId));
  await sendDelivery(ctx, taken, new AbortController().signal);
  return clientOf(ctx).webhookDelivery.findUniqueOrThrow({ where: { id: taken.delivery.id } });
}

async function makeTest(tx: Tx, ctx: DomainContext, id: string): Promise<TakenDelivery> {
  const endpoint = await lockEndpoint(tx, ctx, id);
  const eventId = ctx.newId('evt');
  await announce(tx, ctx, { id: eventId, type: TEST_EVENT, data: { endpointId: endpoint.id } });
  const now = ctx.now();
  const delivery = await tx.webhookDelivery.create({
    data: {
      id: ctx.newId('whd'),
      merchantId: merchantIdOf(ctx),
      endpointId: endpoint.id,
      eventId,
      sequence: 0n,
      type: TEST_EVENT,
      attemptCount: 1,
      firstAttemptAt: now,
      nextAttemptAt: now,
      leasedUntil: leaseFrom(now),
      createdAt: now,
    },
  });
  return { endpoint, delivery, isProbe: false };
}
