import { useEffect, useState } from 'react';
import { hearLine } from '../data/line.ts';

/** Whether there is a line. A browser that knows of a network may still have none: what calls find out counts too. */
export function useOnline(): boolean {
  const [isOnline, setOnline] = useState(() => navigator.onLine);
  useEffect(() => hearLine(setOnline), []);
  return isOnline;
}
