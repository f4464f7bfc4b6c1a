import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

/** The time, anew each minute: a till stays open from morning to night. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
