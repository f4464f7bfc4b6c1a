import type { DeliveryRow } from '../../generated/console.ts';

const SOON_PACE_MS = 2_000;
const HELD_PACE_MS = 20_000;
/** What is tried in hours is not asked for each moment. */
const SOON_MS = 60_000;

type Waiting = Pick<DeliveryRow, 'status' | 'nextAttemptAt'>;

/**
 * How often it is worth asking what has become of deliveries; null: nothing happens soon. What was due a while ago and
 * still waits is kept back: by a pause, by the breaker, or by an earlier event of its code.
 */
export function paceMs(deliveries: readonly Waiting[], now: number): number | null {
  const due = deliveries.flatMap(({ status, nextAttemptAt }) =>
    status === 'WAITING' && nextAttemptAt !== null ? [Date.parse(nextAttemptAt) - now] : [],
  );
  if (due.some((inMs) => Math.abs(inMs) < SOON_MS)) return SOON_PACE_MS;
  return due.some((inMs) => inMs < 0) ? HELD_PACE_MS : null;
}
