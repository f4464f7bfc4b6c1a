import { useState } from 'react';
import { useQuery } from 'urql';
import { TillStores } from '../../generated/console.ts';
import { useDesk } from '../session/desk.tsx';

export type StoreChoice = {
  stores: readonly { id: string; name: string }[];
  /** Null: none is named. */
  storeId: string | null;
  /** The person is bound to these stores and must name one (W4). */
  isBound: boolean;
  choose: (id: string | null) => void;
};

/** In which store the till stands. Remembered on this machine, because tills do not move. */
export function useStoreChoice(): StoreChoice {
  const { viewer, merchant } = useDesk();
  const stored = `kaquan.store.${merchant.id}`;
  const [chosen, setChosen] = useState(() => localStorage.getItem(stored));
  const [{ data }] = useQuery({ query: TillStores, variables: {} });
  const isBound = viewer.storeIds.length > 0;
  const stores = (data?.stores.nodes ?? []).filter(({ id }) => !isBound || viewer.storeIds.includes(id));
  // Before the list is there, the store of last time is taken at its word.
  const known = data === undefined ? chosen : (stores.find(({ id }) => id === chosen)?.id ?? null);
  const storeId = known ?? (isBound ? (viewer.storeIds[0] ?? null) : null);
  const choose = (id: string | null): void => {
    if (id === null) localStorage.removeItem(stored);
    else localStorage.setItem(stored, id);
    setChosen(id);
  };
  return { stores, storeId, isBound, choose };
}
