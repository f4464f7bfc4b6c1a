import type { Draft } from './draft.ts';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** One draft for each merchant: a person of several must not carry a card from one to the other. */
const nameOf = (merchantId: string): string => `kaquan.card-draft.${merchantId}`;

export function keepDraft(store: Store, merchantId: string, draft: Draft): void {
  store.setItem(nameOf(merchantId), JSON.stringify(draft));
}

export const forgetDraft = (store: Store, merchantId: string): void => store.removeItem(nameOf(merchantId));

/** What was being written before a reload. Fields that this version does not know, or has never seen, are begun anew. */
export function keptDraft(store: Store, merchantId: string, fresh: Draft): Draft {
  const text = store.getItem(nameOf(merchantId));
  const kept = text === null ? null : parsed(text);
  if (kept === null) return fresh;
  const known = Object.entries(fresh).map(([name, first]) => {
    const value: unknown = Reflect.get(kept, name);
    return [name, isLike(value, first) ? value : first] as const;
  });
  return draftOf(Object.fromEntries(known));
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null; // Cut short by a full storage: as good as none.
  }
}

const isLike = (value: unknown, first: unknown): boolean =>
  typeof value === typeof first && value !== null && Array.isArray(value) === Array.isArray(first);

// Written by keepDraft, and each field has just been compared with a fresh one.
const draftOf = (fields: Record<string, unknown>): Draft => fields as Draft;
