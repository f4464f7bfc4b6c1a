import type { Route } from './routes.ts';

/** What a person must be allowed to do for a page to make sense (W7). The server checks each call again. */
export const PAGE_SCOPES = {
  board: ['claims:read', 'redemptions:read', 'events:read'],
  redeem: ['codes:read', 'redemptions:write'],
  cards: ['cards:read'],
  card: ['cards:read'],
  editCard: ['cards:write'],
  cardStock: ['cards:read'],
  cardCodes: ['cards:read'],
  cardPeople: ['cards:read'],
  import: ['cards:read'],
  newCard: ['cards:write'],
  testers: ['cards:read'],
  stores: ['stores:read'],
  newStore: ['stores:write'],
  importStores: ['stores:write'],
  store: ['stores:read'],
  placements: ['placements:read'],
  newPlacement: ['placements:write'],
  placement: ['placements:read'],
  signatures: ['signatures:read'],
  reviews: ['merchants:write'],
  review: ['merchants:write'],
  me: [],
  nowhere: [],
} as const satisfies Record<Route['page'], readonly string[]>;
