import { useEffect, useState } from 'react';
import { canQueue } from './can-queue.ts';
import { hearQueue } from './channel.ts';
import type { Entry } from './entry.ts';
import { listQueue } from './queue.ts';

/** What this device has confirmed without a line, as it is now. */
export function useEntries(): readonly Entry[] {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  useEffect(() => {
    if (!canQueue()) return undefined;
    let isGone = false;
    const read = (): void =>
      void listQueue().then(
        (found) => {
          if (!isGone) setEntries(found);
        },
        () => undefined, // A database that can't be opened is told where entries are added.
      );
    const deafen = hearQueue(read);
    read();
    return () => {
      isGone = true;
      deafen();
    };
  }, []);
  return entries;
}
