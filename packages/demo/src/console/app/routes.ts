/** Every page of the console. What the address bar shows below `/console`. */
export type Route =
  | { page: 'board' }
  | { page: 'redeem' }
  | { page: 'redemptions' }
  | { page: 'attempts' }
  | { page: 'cards' }
  | { page: 'card'; id: string }
  | { page: 'editCard'; id: string }
  | { page: 'cardStock'; id: string }
  | { page: 'cardCodes'; id: string }
  | { page: 'cardPeople'; id: string }
  | { page: 'import'; id: string }
  | { page: 'newCard' }
  | { page: 'testers' }
  | { page: 'stores' }
  | { page: 'newStore' }
  | { page: 'notices' }
  | { page: 'broadcasts' }
  | { page: 'newBroadcast' }
  | { page: 'importStores' }
  | { page: 'store'; id: string }
  | { page: 'editStore'; id: string }
  | { page: 'placements' }
  | { page: 'newPlacement' }
  | { page: 'placement'; id: string }
  | { page: 'staff' }
  | { page: 'newStaff' }
  | { page: 'staffMember'; id: string }
  | { page: 'signatures' }
  | { page: 'reviews' }
  | { page: 'review'; id: string }
  | { page: 'me' }
  | { page: 'nowhere' };

const FIXED: Readonly<Record<string, Route>> = {
  '': { page: 'board' },
  redeem: { page: 'redeem' },
  redemptions: { page: 'redemptions' },
  'redemptions/refused': { page: 'attempts' },
  cards: { page: 'cards' },
  'cards/new': { page: 'newCard' },
  'cards/testers': { page: 'testers' },
  stores: { page: 'stores' },
  'stores/new': { page: 'newStore' },
  notices: { page: 'notices' },
  broadcasts: { page: 'broadcasts' },
  'broadcasts/new': { page: 'newBroadcast' },
  'stores/import': { page: 'importStores' },
  placements: { page: 'placements' },
  'placements/new': { page: 'newPlacement' },
  staff: { page: 'staff' },
  'staff/new': { page: 'newStaff' },
  signatures: { page: 'signatures' },
  reviews: { page: 'reviews' },
  me: { page: 'me' },
};

type PageWithId = Extract<Route, { id: string }>['page'];

/** Pages of one thing: its id between what stands before and after it in the path. */
const WITH_ID = {
  card: ['cards', 'card', ''],
  editCard: ['cards', 'card', 'edit'],
  cardStock: ['cards', 'card', 'stock'],
  cardCodes: ['cards', 'card', 'codes'],
  cardPeople: ['cards', 'card', 'people'],
  import: ['imports', 'imp', ''],
  store: ['stores', 'store', ''],
  editStore: ['stores', 'store', 'edit'],
  placement: ['placements', 'plc', ''],
  staffMember: ['staff', 'per', ''],
  review: ['reviews', 'rev', ''],
} as const satisfies Record<PageWithId, readonly [folder: string, prefix: string, part: string]>;

const pagesWithId = Object.entries(WITH_ID).map(([page, place]) => ({ page: asPage(page), place }));

// The table's own names, which `Object.entries` forgets.
function asPage(page: string): PageWithId {
  return page as PageWithId;
}

const BASE = '/console';

/** The page of a path; `nowhere` for one that leads to none. */
export function routeOf(pathname: string): Route {
  const path = pathname.replace(/^\/console\/?/, '').replace(/\/+$/, '');
  const fixed = Object.hasOwn(FIXED, path) ? FIXED[path] : undefined;
  if (fixed) return fixed;
  const [, folder, prefix, end, part = ''] = /^(\w+)\/([a-z]+)_([0-9A-Z]{26})(?:\/(\w+))?$/.exec(path) ?? [];
  const found = pagesWithId.find(({ place }) => place[0] === folder && place[1] === prefix && place[2] === part);
  return found ? { page: found.page, id: `${prefix}_${end}` } : { page: 'nowhere' };
}

export function pathOf(route: Route): string {
  if ('id' in route) {
    const [folder, , part] = WITH_ID[route.page];
    return `${BASE}/${folder}/${route.id}${part === '' ? '' : `/${part}`}`;
  }
  const found = Object.entries(FIXED).find(([, { page }]) => page === route.page);
  return `${BASE}/${found?.[0] ?? ''}`;
}
