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
  /** Reads it anew at the next asking, unless that was done meanwhile. */
  forget(known: KnownCard): void;
  /** Keeps that a claim has put the card into circulation, which has changed nothing else of its row. */
  circulate(cardId: string, rows: { from: string; to: string }): void;
  /** The row that the card has become by that; null: it has not. */
  rowAfter(cardId: string, row: string): string | null;
};

/** `last` is what the reading gave, once it has. */
type Kept = { reading: Promise<KnownCard | null>; last: KnownCard | null; readyRow: string | null };

const MOST_KNOWN = 5_000;

export function createKnownCards(): KnownCards {
  const kept = new Map<string, Kept>();
  return {
    isCurrent: async (ctx, { card, row }) => (await rowOf(ctx, card.id)) === row,
    forget: (known) => {
      if (kept.get(known.card.id)?.last === known) kept.delete(known.card.id);
    },
    find: async (ctx, cardId) => {
      const found = kept.get(cardId);
      if (found !== undefined) return found.reading;
      const asked: Kept = { reading: readCard(ctx, cardId), last: null, readyRow: null };
      kept.set(cardId, asked);
      if (kept.size > MOST_KNOWN) forgetFirst(kept);
      // Only what is there is kept: a card that is made, or a database that comes back, is found at once.
      asked.last = await asked.reading.catch(() => null);
      if (asked.last === null && kept.get(cardId) === asked) kept.delete(cardId);
      return asked.reading;
    },
    circulate: (cardId, { from, to }) => {
      const last = kept.get(cardId)?.last;
      if (last?.row !== from) return;
      const known: KnownCard = { ...last, row: to, card: { ...last.card, status: 'DISTRIBUTED' } };
      kept.set(cardId, { reading: Promise.resolve(known), last: known, readyRow: from });
    },
    rowAfter: (cardId, row) => {
      const found = kept.get(cardId);
      return found?.readyRow === row ? (found.last?.row ?? null) : null;
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
