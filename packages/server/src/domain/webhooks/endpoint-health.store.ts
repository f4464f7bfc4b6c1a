import type { WebhookEndpoint } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { leaveNotice } from '../messages/index.ts';
import { pauseAfterFailure } from './retry.rules.ts';
import type { TakenDelivery } from './take-deliveries.ts';

const GONE = 410;

/** The endpoint works: its breaker closes, and what waited because of it need not wait longer. */
export async function endpointAnswered(
  tx: Tx,
  ctx: DomainContext,
  { endpoint: { id, probeAt } }: TakenDelivery,
): Promise<void> {
  const { count } = await tx.webhookEndpoint.updateMany({
    where: { id, failureCount: { gt: 0 } },
    data: { failureCount: 0, failingSince: null, probeAt: null, pauseSeconds: 0 },
  });
  if (count === 0 || probeAt === null) return;
  const now = ctx.now();
  const postponed = { endpointId: id, status: 'WAITING' as const, nextAttemptAt: { gt: now } };
  await tx.webhookDelivery.updateMany({ where: postponed, data: { nextAttemptAt: now } });
}

/**
 * The endpoint is made active again: what waited is tried at once, and has three days anew, because time in which nothing
 * could be sent is no trying. Not what is being sent: whoever sends it locks it before the endpoint.
 */
export async function endpointRevived(tx: Tx, ctx: DomainContext, endpointId: string): Promise<void> {
  const now = ctx.now();
  const isFree = [{ leasedUntil: null }, { leasedUntil: { lte: now } }];
  const data = { firstAttemptAt: null, nextAttemptAt: now };
  await tx.webhookDelivery.updateMany({ where: { endpointId, status: 'WAITING', OR: isFree }, data });
}

type Failed = Pick<TakenDelivery, 'endpoint' | 'isProbe'> & { statusCode: number | null };

/** Counts a failure; some in a row open the breaker. A receiver that is gone for good ends the endpoint. */
export async function endpointFailed(
  tx: Tx,
  ctx: DomainContext,
  { endpoint: { id }, isProbe, statusCode }: Failed,
): Promise<void> {
  const failed = await tx.webhookEndpoint.update({ where: { id }, data: { failureCount: { increment: 1 } } });
  const pause = pauseAfterFailure(failed, isProbe);
  await tx.webhookEndpoint.update({
    where: { id },
    data: {
      failingSince: failed.failingSince ?? ctx.now(),
      ...(pause === null ? {} : { pauseSeconds: pause, probeAt: new Date(ctx.now().getTime() + pause * 1_000) }),
    },
  });
  if (statusCode === GONE && failed.status === 'ACTIVE')
    await disableEndpoint(tx, ctx, { endpoint: failed, reason: 'The receiver answered 410 Gone' });
}

type Disabling = { endpoint: WebhookEndpoint; reason: string };

/** Nothing is sent until somebody makes it active again, and people of the merchant are told. */
export async function disableEndpoint(tx: Tx, ctx: DomainContext, { endpoint, reason }: Disabling): Promise<void> {
  const { id, merchantId, name, url } = endpoint;
  await tx.webhookEndpoint.update({
    where: { id },
    data: { status: 'DISABLED', disabledReason: reason, updatedAt: ctx.now(), version: { increment: 1 } },
  });
  const data = { endpointId: id, reason };
  await announce(tx, ctx, { type: 'webhook_endpoint.disabled', merchantId, data });
  // Paths and queries often hold keys, and notices are read by people who may see no endpoints.
  const { origin } = new URL(url);
  await leaveNotice(tx, ctx, { kind: 'WEBHOOK_DISABLED', merchantId, data: { name, url: origin } });
}
