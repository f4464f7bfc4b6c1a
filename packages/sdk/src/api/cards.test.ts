import { describe, expect, it } from 'vitest';
import type { Graphql } from '../transport/create-urql.ts';
import { createCards } from './cards.ts';

type Asked = { ids: readonly string[]; isPublic: unknown };

/** Knows every card but `card_0`. */
function aGraphql() {
  const asked: Asked[] = [];
  const ask = async (_document: unknown, { ids }: { ids: readonly string[] }, context: { isPublic?: true }) => {
    asked.push({ ids, isPublic: context.isPublic });
    return { data: { cardFaces: ids.filter((id) => id !== 'card_0').map((id) => ({ id })) }, requestId: null };
  };
  // The one call that faces need, with the faces as far as they are looked at.
  return { asked, cards: createCards({ ask } as unknown as Graphql) };
}

describe('faces of cards', () => {
  it('that are asked for at once travel together, publicly', async () => {
    const { asked, cards } = aGraphql();
    const [one, two, three] = await Promise.all([cards.card('card_2'), cards.card('card_1'), cards.card('card_2')]);
    expect([one.id, two.id, three.id]).toEqual(['card_2', 'card_1', 'card_2']);
    expect(asked).toEqual([{ ids: ['card_1', 'card_2'], isPublic: true }]);
  });

  it('that are asked for later are asked for again', async () => {
    const { asked, cards } = aGraphql();
    await cards.card('card_1');
    await cards.card('card_1');
    expect(asked).toHaveLength(2);
  });

  it('come in the order of their ids, without those that cannot be seen', async () => {
    const { cards } = aGraphql();
    const faces = await cards.cards(['card_2', 'card_0', 'card_1']);
    expect(faces.map(({ id }) => id)).toEqual(['card_2', 'card_1']);
  });

  it('travel in parts when they are many', async () => {
    const { asked, cards } = aGraphql();
    await cards.cards(Array.from({ length: 100 }, (_, place) => `card_${place + 1}`));
    expect(asked.map(({ ids }) => ids.length)).toEqual([40, 40, 20]);
  });

  it('are refused one by one', async () => {
    const { cards } = aGraphql();
    const [lost, found] = await Promise.allSettled([cards.card('card_0'), cards.card('card_1')]);
    expect(lost).toMatchObject({ reason: { code: 'NOT_FOUND' } });
    expect(found).toMatchObject({ value: { id: 'card_1' } });
  });
});
