import { clientOf, type DomainContext } from '../kit/context.ts';
import { formatModule } from './formats.ts';
import { type Attempted, recordAttempt, recordSkip, releaseDelivery } from './record-attempt.ts';
import type { TakenDelivery } from './take-deliveries.ts';
import type { FormattedRequest, WebhookFormatModule } from './webhook-format.ts';

type Worker = Omit<DomainContext, 'actor'>;

/**
 * Sends one delivery that was taken, and writes down what came of it: received, given up, or when it is tried again.
 * When the signal aborts it is given back, and sent again later with the same id; also when the lease may end before the
 * answer: who has it next must not be overtaken by what we still send. Throws what kept a request from being written, once
 * that is written down.
 */
export async function sendDelivery(root: Worker, taken: TakenDelivery, signal: AbortSignal): Promise<void> {
  const format = formatModule(taken.endpoint.format);
  let current: TakenDelivery | null = taken;
  for (let left = format.triesAtOnce; left > 0 && current !== null; left -= 1) {
    const tried = await tryOnce(root, current, { format, signal });
    if (tried === 'SKIPPED') return recordSkip(root, current);
    if (tried === 'TOO_LATE' || tried.fault === 'ABORTED') return releaseDelivery(root, current);
    const { error, ...attempted } = tried;
    const isLast = left === 1 || tried.isReceived || tried.fault === 'EVENT_GONE' || error !== null;
    current = await recordAttempt(root, current, { ...attempted, isLast, triesAtOnce: format.triesAtOnce });
    if (error !== null) throw error;
    if (isLast) return;
  }
}

type Manner = { format: WebhookFormatModule; signal: AbortSignal };
type Tried = Omit<Attempted, 'isLast' | 'triesAtOnce'> & { error: Error | null };

async function tryOnce(
  root: Worker,
  taken: TakenDelivery,
  { format, signal }: Manner,
): Promise<Tried | 'SKIPPED' | 'TOO_LATE'> {
  const startedAt = root.now();
  const took = () => ({ startedAt, durationMs: root.now().getTime() - startedAt.getTime() });
  const request = await requestFor(root, taken, format);
  if (request === null) return 'SKIPPED';
  if ('fault' in request) return { ...took(), statusCode: null, head: null, isReceived: false, ...request };
  if (!isLeased(taken.delivery, new Date(root.now().getTime() + format.timeoutMs))) return 'TOO_LATE';
  const answer = await root.ports.webhooks.sender.send({ ...request, timeoutMs: format.timeoutMs, signal });
  const { statusCode, fault } = answer;
  const head = answer.fault === null ? answer.head : null;
  return { ...took(), statusCode, fault, head, isReceived: format.isReceived(answer), error: null };
}

const isLeased = ({ leasedUntil }: TakenDelivery['delivery'], at: Date): boolean =>
  leasedUntil !== null && at < leasedUntil;

/** Why there is no request; an error for a fault of ours. */
type Unwritten = { fault: 'EVENT_GONE' | 'NOT_WRITTEN'; error: Error | null };

async function requestFor(
  root: Worker,
  { endpoint, delivery }: TakenDelivery,
  format: WebhookFormatModule,
): Promise<FormattedRequest | Unwritten | null> {
  const event = await clientOf(root).event.findUnique({ where: { id: delivery.eventId } });
  if (!event) return { fault: 'EVENT_GONE', error: null };
  try {
    return await format.request({ root, event, endpoint, delivery, at: root.now() });
  } catch (error) {
    return { fault: 'NOT_WRITTEN', error: new Error('An event could not be written', { cause: error }) };
  }
}
