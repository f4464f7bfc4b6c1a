import { CardError } from '../core/errors.ts';
import { KqCards } from '../generated/documents.ts';
import type { Graphql } from '../transport/create-urql.ts';
import type { CardFace } from '../code-types.ts';

export type Cards = {
  card: (id: string) => Promise<CardFace>;
  cards: (ids: readonly string[]) => Promise<CardFace[]>;
};

/** Servers show so many faces at once, and addresses stay short enough for everything on the way. */
const MOST_IDS = 40;

/** Faces of cards. What is asked for in one moment, by however many elements, travels in one request. */
export function createCards(graphql: Graphql): Cards {
  let wanted = new Set<string>();
  let answer: Promise<readonly CardFace[]> | null = null;

  async function fetchWanted(): Promise<readonly CardFace[]> {
    await Promise.resolve();
    // Sorted, so that the same cards have the same address and a cache can answer.
    const ids = Array.from(wanted).sort();
    wanted = new Set();
    answer = null;
    const faces: CardFace[] = [];
    while (ids.length) {
      const { data } = await graphql.ask(KqCards, { ids: ids.splice(0, MOST_IDS) }, { isPublic: true });
      faces.push(...data.cardFaces);
    }
    return faces;
  }

  async function cards(ids: readonly string[]): Promise<CardFace[]> {
    ids.forEach((id) => wanted.add(id));
    const faces = await (answer = answer || fetchWanted());
    return ids.map((id) => faces.find((face) => face.id === id)).filter((face): face is CardFace => Boolean(face));
  }

  return {
    cards,
    async card(id) {
      const [face] = await cards([id]);
      if (!face) throw new CardError('NOT_FOUND');
      return face;
    },
  };
}
