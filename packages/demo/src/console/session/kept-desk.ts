import type { Opening } from './opening.ts';

type OpenDesk = Extract<Opening, { is: 'open' }>;
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const NAME = 'kaquan.desk';

/** Those who stand at a till open it without a line, too. Only who they are is kept, and nothing that lets anybody in. */
export function keepDesk(store: Store, { viewer, merchant, hasChoice }: OpenDesk): void {
  if (!viewer.scopes.includes('redemptions:write')) return store.removeItem(NAME);
  store.setItem(NAME, JSON.stringify({ viewer, merchant, hasChoice }));
}

export const forgetDesk = (store: Store): void => store.removeItem(NAME);

/** The desk of last time; null: nobody sat there, or it can't be read any more. */
export function keptDesk(store: Store): OpenDesk | null {
  const kept = parsed(store.getItem(NAME));
  return isDesk(kept) ? { is: 'open', ...kept } : null;
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null; // Somebody else's text under our name.
  }
}

/** What another version has kept may lack what this one reads, so the parts that every page reads are looked at. */
function isDesk(value: unknown): value is Omit<OpenDesk, 'is'> {
  const viewer: unknown = Reflect.get(Object(value), 'viewer');
  const merchant: unknown = Reflect.get(Object(value), 'merchant');
  const isText = (name: string): boolean => typeof Reflect.get(Object(merchant), name) === 'string';
  const isList = (name: string): boolean => Array.isArray(Reflect.get(Object(viewer), name));
  return ['id', 'appId', 'name', 'timeZone'].every(isText) && ['scopes', 'storeIds', 'staffRoles'].every(isList);
}
