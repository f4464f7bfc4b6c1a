export type TillStore = { id: string; name: string };
type Store = Pick<Storage, 'getItem' | 'setItem'>;

const nameOf = (merchantId: string): string => `kaquan.stores.${merchantId}`;

/** Keeps the stores of a merchant for a till without a line. */
export const keepStores = (store: Store, merchantId: string, stores: readonly TillStore[]): void =>
  store.setItem(nameOf(merchantId), JSON.stringify(stores.map(({ id, name }) => ({ id, name }))));

/** The stores of last time; none where they can't be read. */
export function keptStores(store: Store, merchantId: string): TillStore[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(nameOf(merchantId)) ?? '[]');
    return Array.isArray(kept) ? kept.flatMap(storeOf) : [];
  } catch {
    return []; // Somebody else's text under our name.
  }
}

function storeOf(value: unknown): TillStore[] {
  const id: unknown = Reflect.get(Object(value), 'id');
  const name: unknown = Reflect.get(Object(value), 'name');
  return typeof id === 'string' && typeof name === 'string' ? [{ id, name }] : [];
}
