import type { Card } from '../../generated/prisma/client.ts';
import { windowsOf } from '../cards/index.ts';
import type { DomainContext } from '../kit/context.ts';
import { readsOf } from '../kit/reads.ts';
import { rowsOf } from '../kit/rows-of.ts';
import type { LiveDraw } from './live-draw.ts';

/** A card as claims judge it, and the row that it was read from. */
export type KnownCard = {
  card: Card & { merchant: { timeZone: string } };
  /** `xmin` of the row: it changes with every write. */
  row: string;
  /** By which it is given out now or soon; null: by none. */
  draw: LiveDraw | null;
  /** The window of a code that is claimed at a time (C4). */
  windowAt: ReturnType<typeof windowsOf>;
};

/** The cards that are claimed, in memory: a claim's own commit finds out when one is no longer the row that it was read from. */
export type KnownCards = {
  /** The card as it was when somebody last asked; null: there is none. */
  find(ctx: DomainContext, cardId: string): Promise<KnownCard | null>;
  /** Whether the card still is the row that it was read from. */
  isCurrent(ctx: DomainContext, known: KnownCard): Promise<boolean>;
  /**
   * As `isCurrent`, but asked at most once in two seconds, however many ask: for what is refused by what is known. Where it
   * is not, the card is read anew at the next asking.
   */
  isStill(ctx: DomainContext, known: KnownCard): Promise<boolean>;
  /** Reads it anew at the next asking, unless that was done meanwhile. */
  forget(known: KnownCard): void;
  /** As `forget`, whatever is known of the card: for who has just changed it. */
  drop(cardId: string): void;
  /** Keeps that a claim has put the card into circulation, which has changed nothing else of its row. */
  circulate(cardId: string, rows: { from: string; to: string }): void;
  /** The row that the card has become by that; null: it has not. */
  rowAfter(cardId: string, row: string): string | null;
};

type Kept = {
  reading: Promise<KnownCard | null>;
  /** What the reading gave, once it has. */
  last: KnownCard | null;
  readyRow: string | null;
  /** When it was last asked whether the row is still the same, and the answer. */
  asked: { at: number; isSame: Promise<boolean> };
};

const MOST_KNOWN = 5_000;
const STILL_MS = 2_000;

/** @param mostKnown cards in memory; of more, the one that nobody has asked for longest is forgotten */
export function createKnownCards(mostKnown = MOST_KNOWN): KnownCards {
  const kept = new Map<string, Kept>();
  return {
    isCurrent,
    isStill: async (ctx, known) => {
      const found = kept.get(known.card.id);
      if (found?.last !== known) return isCurrent(ctx, known);
      const at = ctx.now().getTime();
      if (Math.abs(at - found.asked.at) >= STILL_MS) found.asked = { at, isSame: isCurrent(ctx, known) };
      const { asked } = found;
      const isSame = await asked.isSame.catch((error: unknown) => {
        // A failure is told to those who wait for this answer, and to nobody later.
        asked.at = Number.NEGATIVE_INFINITY;
        throw error;
      });
      if (!isSame && kept.get(known.card.id) === found) kept.delete(known.card.id);
      return isSame;
    },
    drop: (cardId) => void kept.delete(cardId),
    forget: (known) => {
      if (kept.get(known.card.id)?.last === known) kept.delete(known.card.id);
    },
    find: async (ctx, cardId) => {
      const found = kept.get(cardId);
      if (found !== undefined) {
        // At the end again: the front is what nobody has asked for longest.
        kept.delete(cardId);
        kept.set(cardId, found);
        return found.reading;
      }
      const made = keptOf(readCard(ctx, cardId), ctx.now());
      kept.set(cardId, made);
      if (kept.size > mostKnown) forgetFirst(kept);
      // Only what is there is kept: a card that is made, or a database that comes back, is found at once.
      made.last = await made.reading.catch(() => null);
      if (made.last === null && kept.get(cardId) === made) kept.delete(cardId);
      return made.reading;
    },
    circulate: (cardId, { from, to }) => {
      const found = kept.get(cardId);
      if (found?.last?.row !== from) return;
      const { last } = found;
      const known: KnownCard = { ...last, row: to, card: { ...last.card, status: 'DISTRIBUTED' } };
      kept.set(cardId, { ...found, reading: Promise.resolve(known), last: known, readyRow: from });
    },
    rowAfter: (cardId, row) => {
      const found = kept.get(cardId);
      return found?.readyRow === row ? (found.last?.row ?? null) : null;
    },
  };
}

const keptOf = (reading: Kept['reading'], at: Date): Kept => ({
  ...{ reading, last: null, readyRow: null },
  asked: { at: at.getTime(), isSame: Promise.resolve(true) },
});

/** The card as it is. Its row is asked first, so that nothing else is older than the row. */
export async function readCard(ctx: DomainContext, cardId: string): Promise<KnownCard | null> {
  const read = await rowOf(ctx, cardId);
  if (read === null) return null;
  const [card, draw] = await Promise.all([
    readsOf(ctx).card.findFirst({ where: { id: cardId }, include: { merchant: { select: { timeZone: true } } } }),
    ctx.ports.claims.findDraw(ctx, cardId),
  ]);
  return card && { card, draw, row: read.row, windowAt: windowsOf(card, card.merchant.timeZone) };
}

async function isCurrent(ctx: DomainContext, { card, row }: KnownCard): Promise<boolean> {
  const read = await rowOf(ctx, card.id);
  return read?.row === row && read.zone === card.merchant.timeZone;
}

async function rowOf(ctx: DomainContext, cardId: string): Promise<{ row: string; zone: string } | null> {
  const [named] = await rowsOf<{ row: string; zone: string }>(ctx, {
    name: 'card_row',
    text: `SELECT "Card".xmin::text AS "row", "Merchant"."timeZone" AS "zone"
      FROM "Card" JOIN "Merchant" ON "Merchant"."id" = "Card"."merchantId" WHERE "Card"."id" = $1`,
    values: [cardId],
  });
  return named ?? null;
}

function forgetFirst(known: Map<string, unknown>): void {
  const [first] = known.keys();
  if (first !== undefined) known.delete(first);
}
