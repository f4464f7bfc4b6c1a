import { expect, it } from 'vitest';
import { batchText } from './batch-orders.ts';

type Order = { card: string; user: string; key: string | null };

const textOf = (orders: readonly Order[]): { facts: unknown; given: unknown } => {
  const { facts, given } = batchText(orders, {
    factsOf: ({ card }) => ({ card }),
    restOf: ({ user }, { nth, of, isShared }) => ({ user, nth, of, isShared }),
    namesOf: ({ user, key }) => (key === null ? [`user ${user}`] : [`user ${user}`, `key ${key}`]),
  });
  return { facts: JSON.parse(facts), given: JSON.parse(given) };
};

it('tells the facts of many orders once, and of each order whose facts are its', () => {
  const orders = ['a', 'b', 'a'].map((card, nth) => ({ card, user: `${nth}`, key: null }));
  expect(textOf(orders)).toEqual({
    facts: [{ card: 'a' }, { card: 'b' }],
    given: [
      { user: '0', nth: 0, of: 1, isShared: false },
      { user: '1', nth: 1, of: 2, isShared: false },
      { user: '2', nth: 2, of: 1, isShared: false },
    ],
  });
});

it('says which orders have a name in common with one before, also with one that waits itself', () => {
  const orders = [
    ['u', 'k'],
    ['v', 'k'],
    ['v', 'l'],
    ['w', null],
  ] as const;
  const { given } = textOf(orders.map(([user, key]) => ({ card: 'a', user, key })));
  expect(given).toMatchObject([{ isShared: false }, { isShared: true }, { isShared: true }, { isShared: false }]);
});

it('is no facts and no orders where there are none', () => {
  expect(textOf([])).toEqual({ facts: [], given: [] });
});
