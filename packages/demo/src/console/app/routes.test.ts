import { describe, expect, it } from 'vitest';
import { pathOf, type Route, routeOf } from './routes.ts';

const CARD = 'card_01J00000000000000000000000';
const REVIEW = 'rev_01J00000000000000000000000';
const STORE = 'store_01J00000000000000000000000';
const PLACEMENT = 'plc_01J00000000000000000000000';
const PERSON = 'per_01J00000000000000000000000';
const IMPORT = 'imp_01J00000000000000000000000';

describe('a path of the console', () => {
  it.each<[string, Route]>([
    ['/console', { page: 'board' }],
    ['/console/', { page: 'board' }],
    ['/console/redeem', { page: 'redeem' }],
    ['/console/cards/', { page: 'cards' }],
    ['/console/cards/new', { page: 'newCard' }],
    ['/console/cards/testers', { page: 'testers' }],
    [`/console/cards/${CARD}`, { page: 'card', id: CARD }],
    [`/console/cards/${CARD}/edit`, { page: 'editCard', id: CARD }],
    [`/console/cards/${CARD}/elsewhere`, { page: 'nowhere' }],
    [`/console/reviews/${CARD}`, { page: 'nowhere' }],
    [`/console/reviews/${REVIEW}`, { page: 'review', id: REVIEW }],
    [`/console/stores/${STORE}`, { page: 'store', id: STORE }],
    [`/console/stores/${STORE}/edit`, { page: 'editStore', id: STORE }],
    ['/console/staff/new', { page: 'newStaff' }],
    [`/console/staff/${PERSON}`, { page: 'staffMember', id: PERSON }],
    ['/console/stores/import', { page: 'importStores' }],
    ['/console/cards/constructor', { page: 'nowhere' }],
    ['/console/constructor', { page: 'nowhere' }],
    ['/console/elsewhere', { page: 'nowhere' }],
  ])('%s leads to a page', (path, route) => {
    expect(routeOf(path)).toEqual(route);
  });

  it('is made from the page that it leads to', () => {
    const routes: Route[] = [
      { page: 'board' },
      { page: 'redeem' },
      { page: 'cards' },
      { page: 'card', id: CARD },
      { page: 'editCard', id: CARD },
      { page: 'cardStock', id: CARD },
      { page: 'cardCodes', id: CARD },
      { page: 'cardPeople', id: CARD },
      { page: 'import', id: IMPORT },
      { page: 'newCard' },
      { page: 'testers' },
      { page: 'stores' },
      { page: 'newStore' },
      { page: 'importStores' },
      { page: 'store', id: STORE },
      { page: 'editStore', id: STORE },
      { page: 'placements' },
      { page: 'newPlacement' },
      { page: 'placement', id: PLACEMENT },
      { page: 'signatures' },
      { page: 'reviews' },
      { page: 'review', id: REVIEW },
      { page: 'me' },
    ];
    expect(routes.map((route) => routeOf(pathOf(route)))).toEqual(routes);
  });
});
