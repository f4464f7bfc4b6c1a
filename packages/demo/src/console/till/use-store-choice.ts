import { useEffect, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { TillStores } from '../../generated/console.ts';
import { useDesk } from '../session/desk.tsx';
import { keepStores, keptStores, type TillStore } from './kept-stores.ts';

export type StoreChoice = {
  stores: readonly TillStore[];
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
  const found = data?.stores.nodes;
  useEffect(() => {
    if (found) keepStores(localStorage, merchant.id, found);
  }, [found, merchant.id]);
  // Without a line the names of last time are good enough to tell the stores apart.
  const known = useMemo(() => found ?? keptStores(localStorage, merchant.id), [found, merchant.id]);
  const isBound = viewer.storeIds.length > 0;
  const stores = known.filter(({ id }) => !isBound || viewer.storeIds.includes(id));
  // Before the list is there, the store of last time is taken at its word.
  const own = found === undefined ? chosen : (stores.find(({ id }) => id === chosen)?.id ?? null);
  const storeId = own ?? (isBound ? (viewer.storeIds[0] ?? null) : null);
  const choose = (id: string | null): void => {
    if (id === null) localStorage.removeItem(stored);
    else localStorage.setItem(stored, id);
    setChosen(id);
  };
  return { stores, storeId, isBound, choose };
}
