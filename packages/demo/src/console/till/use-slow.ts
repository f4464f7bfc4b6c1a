import { useEffect, useState } from 'react';

/** At a till with a queue so long is long. */
const PATIENCE_MS = 4_000;

/** Whether something that is under way takes long. */
export function useSlow(isUnderWay: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!isUnderWay) return undefined;
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isUnderWay]);
  return isSlow;
}
