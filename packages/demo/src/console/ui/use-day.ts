import { useEffect, useState } from 'react';
import { dayOf } from '../format/time.ts';

const MINUTE_MS = 60_000;

/** The merchant's today; a page that hangs in the kitchen lives through midnight. */
export function useDay(timeZone: string): string {
  const [day, setDay] = useState(() => dayOf(new Date(), timeZone));
  useEffect(() => {
    const timer = setInterval(() => setDay(dayOf(new Date(), timeZone)), MINUTE_MS);
    return () => clearInterval(timer);
  }, [timeZone]);
  return day;
}
