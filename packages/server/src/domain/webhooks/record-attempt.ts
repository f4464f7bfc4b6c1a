import type { WebhookDelivery } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { endpointAnswered, endpointFailed } from './endpoint-health.store.ts';
import { nextAttemptAt } from './retry.rules.ts';
import { TEST_EVENT } from './test-event.ts';
import { leaseFrom, type TakenDelivery } from './take-deliveries.ts';
import type { SendFault } from './webhook.ports.ts';

// house: no access check, because only who has taken the delivery calls it.
// house: no event, because an event for each attempt would be sent itself, and so on for ever.

type Worker = Omit<DomainContext, 'actor'>;

/** What came of one try. */
export type Attempted = {
  startedAt: Date;
  durationMs: number;
  statusCode: number | null;
  fault: SendFault | 'EVENT_GONE' | 'NOT_WRITTEN' | null;
  head: string | null;
  isReceived: boolean;
  /** False: the next try follows at once. */
  isLast: boolean;
  /** So many tries are one round of the long retry. */
  triesAtOnce: number;
};

/** Answers with the delivery as it is now, for a try that follows at once; null: somebody else has it meanwhile. */
export async function recordAttempt(
  root: Worker,
  taken: TakenDelivery,
  attempted: Attempted,
): Promise<TakenDelivery | null> {
  const ctx: DomainContext = { ...root, actor: { kind: 'system' } };
  const { delivery } = taken;
  return inTransaction(ctx, async (tx) => {
    const { startedAt, durationMs, statusCode, fault, head: responseHead } = attempted;
    await tx.webhookAttempt.create({
      data: {
        id: ctx.newId('wha'),
        merchantId: delivery.merchantId,
        deliveryId: delivery.id,
        startedAt,
        durationMs,
        statusCode,
        fault,
        responseHead,
      },
    });
    const outcome = outcomeOf(ctx, delivery, attempted);
    if (!(await settle(tx, delivery, outcome))) return null;
    if (attempted.isReceived) await endpointAnswered(tx, ctx, taken);
    // That we no longer have the event is no fault of the receiver.
    if (fault === 'EVENT_GONE') await giveProbeBack(tx, ctx, taken);
    else if (!attempted.isReceived && attempted.isLast) await endpointFailed(tx, ctx, { ...taken, statusCode });
    return { ...taken, delivery: { ...delivery, ...outcome } };
  });
}

/** The endpoint is not to hear of this event. */
export async function recordSkip(root: Worker, taken: TakenDelivery): Promise<void> {
  const finished = { status: 'SKIPPED' as const, finishedAt: root.now(), leasedUntil: null };
  await settle(clientOf(root), taken.delivery, finished);
  await giveProbeBack(clientOf(root), root, taken);
}

/** Whoever is next sends it again. */
export async function releaseDelivery(root: Worker, taken: TakenDelivery): Promise<void> {
  await settle(clientOf(root), taken.delivery, { leasedUntil: null });
  await giveProbeBack(clientOf(root), root, taken);
}

/** A probe that asked the receiver nothing leaves the breaker as it is: the next one is tried at once. */
async function giveProbeBack(
  client: Tx,
  { now }: Pick<Worker, 'now'>,
  { endpoint: { id }, isProbe }: TakenDelivery,
): Promise<void> {
  if (!isProbe) return;
  await client.webhookEndpoint.updateMany({ where: { id, probeAt: { not: null } }, data: { probeAt: now() } });
}

type Outcome = Partial<
  Pick<WebhookDelivery, 'status' | 'finishedAt' | 'leasedUntil' | 'nextAttemptAt' | 'attemptCount'>
>;

function outcomeOf(ctx: DomainContext, delivery: WebhookDelivery, attempted: Attempted): Outcome {
  const now = ctx.now();
  if (attempted.isReceived) return { status: 'DELIVERED', finishedAt: now, leasedUntil: null };
  if (!attempted.isLast) return { attemptCount: delivery.attemptCount + 1, leasedUntil: leaseFrom(now) };
  const isOnlyTry = attempted.fault === 'EVENT_GONE' || delivery.type === TEST_EVENT;
  const rounds = Math.ceil(delivery.attemptCount / attempted.triesAtOnce);
  const begun = { attemptCount: rounds, firstAttemptAt: delivery.firstAttemptAt ?? now };
  const next = isOnlyTry ? null : nextAttemptAt(begun, now, chanceOf(ctx));
  if (next === null) return { status: 'FAILED', finishedAt: now, leasedUntil: null };
  return { nextAttemptAt: next, leasedUntil: null };
}

/** From 0 up to 1. */
const chanceOf = ({ random }: DomainContext): number => random(4).readUInt32BE() / 2 ** 32;

/** Only for who took it last: an attempt that comes back after its lease changes nothing. */
async function settle(client: Tx, { id, attemptCount }: WebhookDelivery, data: Outcome): Promise<boolean> {
  const { count } = await client.webhookDelivery.updateMany({ where: { id, attemptCount, status: 'WAITING' }, data });
  return count === 1;
}
