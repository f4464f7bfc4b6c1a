/** What outlives a page: `localStorage`, or anything of its shape. May throw, as it does where storing is forbidden. */
export type KeyValueStore = {
  getItem: (name: string) => string | null;
  setItem: (name: string, value: string) => void;
  removeItem: (name: string) => void;
};

/** One wish of a user is one attempt: whatever is tried for it carries the same key, so it is fulfilled once. */
export type Attempts = {
  /** Key of the attempt for this card whose answer is still unknown, or of a new one. */
  open: (cardId: string) => string;
  /** A definite answer came. */
  close: (cardId: string) => void;
};

export type AttemptsOptions = {
  store: KeyValueStore;
  /** 128 random bits as text. */
  newKey: () => string;
};

const nameOf = (cardId: string): string => 'kq:attempt:' + cardId;

/** Keeps idempotency keys until a definite answer, so that a reload or a second tab goes on with the first attempt. */
export const createAttempts = ({ store, newKey }: AttemptsOptions): Attempts => ({
  open(cardId) {
    const key = store.getItem(nameOf(cardId)) || newKey();
    store.setItem(nameOf(cardId), key);
    return key;
  },
  close: (cardId) => store.removeItem(nameOf(cardId)),
});
