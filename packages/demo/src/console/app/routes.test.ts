import { describe, expect, it } from 'vitest';
import { pathOf, type Route, routeOf } from './routes.ts';

const CARD = 'card_01J00000000000000000000000';

describe('a path of the console', () => {
  it.each<[string, Route]>([
    ['/console', { page: 'board' }],
    ['/console/', { page: 'board' }],
    ['/console/redeem', { page: 'redeem' }],
    ['/console/cards/', { page: 'cards' }],
    ['/console/cards/new', { page: 'newCard' }],
    [`/console/cards/${CARD}`, { page: 'card', id: CARD }],
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
      { page: 'newCard' },
      { page: 'stores' },
      { page: 'newStore' },
      { page: 'me' },
    ];
    expect(routes.map((route) => routeOf(pathOf(route)))).toEqual(routes);
  });
});
