import { useCallback } from 'react';
import { serverNow } from '../../data/server-clock.ts';
import { useDesk } from '../../session/desk.tsx';
import type { KeepRedemption } from '../use-till.ts';
import type { StoreChoice } from '../use-store-choice.ts';
import { canQueue } from './can-queue.ts';
import { ownerOf } from './entry.ts';
import { queueRedemption } from './queue.ts';

/** Keeps redemptions on this device, in the name of who is signed in; null: it can not. */
export function useKeeper({ stores, storeId }: StoreChoice): KeepRedemption {
  const { viewer, merchant } = useDesk();
  const storeName = stores.find(({ id }) => id === storeId)?.name ?? null;
  const { person } = viewer;
  const keep = useCallback<NonNullable<KeepRedemption>>(
    async (key, asked, title) => {
      if (person === null) throw new Error('Only people keep redemptions');
      return queueRedemption({
        id: key,
        owner: ownerOf(merchant.id, person.id),
        ownerName: person.name,
        asked,
        title,
        storeName,
        confirmedAt: serverNow().toISOString(),
      });
    },
    [person, merchant.id, storeName],
  );
  // An operator has no device of the merchant's: the server would take nothing that it signs.
  return viewer.kind === 'PERSON' && canQueue() ? keep : null;
}
