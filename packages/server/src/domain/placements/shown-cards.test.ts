import { expect, it } from 'vitest';
import { shownCardsOf } from './shown-cards.ts';

const entry = (position: number, id: string, status: 'READY' | 'DELETED' = 'READY') => ({
  position,
  card: { id, status },
});

it('a placement shows its cards in their order, each once, and none that was deleted', () => {
  const entries = [entry(3, 'c'), entry(0, 'a'), entry(1, 'gone', 'DELETED'), entry(2, 'a'), entry(4, 'c')];
  expect(shownCardsOf(entries).map(({ position }) => position)).toEqual([0, 3]);
});
