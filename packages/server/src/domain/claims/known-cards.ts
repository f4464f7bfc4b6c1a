import type { Card } from '../../generated/prisma/client.ts';
import { windowsOf } from '../cards/index.ts';
import type { DomainContext } from '../kit/context.ts';
import { readsOf } from '../kit/reads.ts';
import { rowsOf } from '../kit/rows-of.ts';

/** A card as claims judge it, and the row that it was read from. */
export type KnownCard = {
  card: Card & { merchant: { timeZone: string } };
  /** `xmin` of the row: it changes with every write. */
  row: string;
  /** The window of a code that is claimed at a time (C4). */
  windowAt: ReturnType<typeof windowsOf>;
};

type Reading = Pick<DomainContext, 'prisma' | 'tx' | 'runStatement'>;

/** The cards that are claimed, in memory: a claim's own commit finds out when one is no longer the row that it was read from. */
export type KnownCards = {
  /** The card as it was when somebody last asked; null: there is none. */
  find(ctx: Reading, cardId: string): Promise<KnownCard | null>;
  /** Whether the card still is the row that it was read from. */
  isCurrent(ctx: Reading, known: KnownCard): Promise<boolean>;
  /** Reads it anew at the next asking. */
  forget(cardId: string): void;
};

const MOST_KNOWN = 5_000;

export function createKnownCards(): KnownCards {
  const known = new Map<string, Promise<KnownCard | null>>();
  return {
    isCurrent: async (ctx, { card, row }) => (await rowOf(ctx, card.id)) === row,
    forget: (cardId) => void known.delete(cardId),
    find: async (ctx, cardId) => {
      const found = known.get(cardId);
      if (found !== undefined) return found;
      const reading = readCard(ctx, cardId);
      known.set(cardId, reading);
      if (known.size > MOST_KNOWN) forgetFirst(known);
      // Only what is there is kept: a card that is made, or a database that comes back, is found at once.
      const isThere = await reading.then((card) => card !== null).catch(() => false);
      if (!isThere && known.get(cardId) === reading) known.delete(cardId);
      return reading;
    },
  };
}

/** The card as it is. Its row is asked first, so that the fields are never older than the row. */
export async function readCard(ctx: Reading, cardId: string): Promise<KnownCard | null> {
  const row = await rowOf(ctx, cardId);
  if (row === null) return null;
  const card = await readsOf(ctx).card.findFirst({
    where: { id: cardId },
    include: { merchant: { select: { timeZone: true } } },
  });
  return card && { card, row, windowAt: windowsOf(card, card.merchant.timeZone) };
}

async function rowOf(ctx: Reading, cardId: string): Promise<string | null> {
  const [named] = await rowsOf<{ row: string }>(ctx, {
    name: 'card_row',
    text: 'SELECT xmin::text AS "row" FROM "Card" WHERE "id" = $1',
    values: [cardId],
  });
  return named?.row ?? null;
}

function forgetFirst(known: Map<string, unknown>): void {
  const [first] = known.keys();
  if (first !== undefined) known.delete(first);
}
