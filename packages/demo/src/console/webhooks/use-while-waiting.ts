import { useEffect, useRef } from 'react';
import type { DeliveryRow } from '../../generated/console.ts';
import { paceMs } from './waiting-pace.ts';

/** Asks again as long as something is on its way that will be tried soon, and less often where something keeps it back. */
export function useWhileWaiting(deliveries: readonly DeliveryRow[], ask: () => void): void {
  const latest = useRef(ask);
  latest.current = ask;
  const everyMs = paceMs(deliveries, Date.now());
  useEffect(() => {
    if (everyMs === null) return undefined;
    const timer = setInterval(() => latest.current(), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}
