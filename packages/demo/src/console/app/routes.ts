/** Every page of the console. What the address bar shows below `/console`. */
export type Route =
  | { page: 'board' }
  | { page: 'redeem' }
  | { page: 'cards' }
  | { page: 'card'; id: string }
  | { page: 'newCard' }
  | { page: 'stores' }
  | { page: 'newStore' }
  | { page: 'me' }
  | { page: 'nowhere' };

const FIXED: Readonly<Record<string, Route>> = {
  '': { page: 'board' },
  redeem: { page: 'redeem' },
  cards: { page: 'cards' },
  'cards/new': { page: 'newCard' },
  stores: { page: 'stores' },
  'stores/new': { page: 'newStore' },
  me: { page: 'me' },
};

const BASE = '/console';

/** The page of a path; `nowhere` for one that leads to none. */
export function routeOf(pathname: string): Route {
  const path = pathname.replace(/^\/console\/?/, '').replace(/\/+$/, '');
  const fixed = Object.hasOwn(FIXED, path) ? FIXED[path] : undefined;
  if (fixed) return fixed;
  const id = /^cards\/(card_[0-9A-Z]{26})$/.exec(path)?.[1];
  return id === undefined ? { page: 'nowhere' } : { page: 'card', id };
}

export function pathOf(route: Route): string {
  if (route.page === 'card') return `${BASE}/cards/${route.id}`;
  const found = Object.entries(FIXED).find(([, { page }]) => page === route.page);
  return `${BASE}/${found?.[0] ?? ''}`;
}
