import { useEffect, useRef } from 'react';
import type { DeliveryRow } from '../../generated/console.ts';

const ASK_AGAIN_MS = 2_000;
/** What is tried in hours is not asked for each moment. */
const SOON_MS = 60_000;

/** Asks again as long as something is on its way that will be tried soon. */
export function useWhileWaiting(deliveries: readonly DeliveryRow[], ask: () => void): void {
  const latest = useRef(ask);
  latest.current = ask;
  const isWaiting = deliveries.some(isSoon);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(() => latest.current(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWaiting]);
}

const isSoon = ({ status, nextAttemptAt }: DeliveryRow): boolean =>
  status === 'WAITING' && nextAttemptAt !== null && Date.parse(nextAttemptAt) < Date.now() + SOON_MS;
