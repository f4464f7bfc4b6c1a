import type { Card, StockChange } from '../../generated/prisma/client.ts';
import { assertCardAllows, lockCard } from '../cards/index.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { once } from '../kit/idempotency.ts';
import { parseReason } from '../kit/reason.ts';
import { StockAboveCodesError } from './stock.errors.ts';
import { assertDelta, stockAfter } from './stock.rules.ts';
import { addLot, announceLow, lockStock, recordStockChange, removePieces } from './stock.store.ts';

declare module '../kit/ports.ts' {
  interface DomainPorts {
    stock: {
      /** Answered by the codes room: deposited codes of a card that no claim has taken, counted up to `most`. */
      countFreeCodes: (tx: Tx, cardId: string, most: number) => Promise<number>;
    };
  }
}

export type AdjustStockInput = {
  cardId: string;
  /** Pieces to put in; below 0: to take out. */
  delta: number;
  /** Why, at most 64 wide characters. */
  reason?: string | null | undefined;
  idempotencyKey?: string | undefined;
};

type Adjustment = { cardId: string; delta: number; reason: string | null };

/**
 * Puts pieces of a card in stock, as a lot of their own, or takes out what nobody has claimed (C5, K1). At any moment
 * claimed + left = quantity, and of a card with deposited codes no more are left than codes are free.
 *
 * Throws NotFoundError, CardStatusError, InvalidInputError, NotEnoughStockError, StockLimitReachedError, StockAboveCodesError,
 * NotAllowedError, IdempotencyKeyReusedError. A repeated key gives the same change with `replayed: true`.
 */
export async function adjustStock(
  ctx: DomainContext,
  { idempotencyKey, ...input }: AdjustStockInput,
): Promise<StockChange & { replayed: boolean }> {
  assertMay(ctx, 'cards:write');
  assertDelta(input.delta);
  const request = { ...input, reason: parseReason(input.reason) };
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'cardStockAdjust', key: idempotencyKey, input: request },
    async (tx) => ({ stockChangeId: await changeStock(tx, { ...ctx, tx }, request) }),
  );
  const change = await clientOf(ctx).stockChange.findUniqueOrThrow({ where: { id: answer.stockChangeId } });
  return { ...change, replayed: isReplay };
}

async function changeStock(tx: Tx, ctx: DomainContext, { cardId, delta, reason }: Adjustment): Promise<string> {
  const card = await lockCard(tx, ctx, { id: cardId }, 'cardId');
  assertCardAllows(ctx, card, 'ADJUST_STOCK');
  const before = await lockStock(tx, cardId);
  const after = stockAfter(before, delta);
  if (delta > 0) await assertCodesFor(tx, ctx, { card, left: before.left, wanted: after.left });
  const lotId = delta > 0 ? await addLot(tx, ctx, { cardId, quantity: delta }) : null;
  if (delta < 0) await removePieces(tx, cardId, -delta);
  const id = await recordStockChange(tx, ctx, { cardId, lotId, delta, after, reason });
  await announce(tx, ctx, { type: 'card.stock_changed', cardId, data: { delta, ...after, reason } });
  await announceLow(tx, ctx, { cardId, before, after });
  return id;
}

/** K1: pieces of a card with deposited codes are promises of a code each. The stock is locked, so none is taken meanwhile. */
async function assertCodesFor(
  tx: Tx,
  ctx: DomainContext,
  { card, left, wanted }: { card: Card; left: number; wanted: number },
): Promise<void> {
  if (card.codeMode !== 'DEPOSITED') return;
  const free = await ctx.ports.stock.countFreeCodes(tx, card.id, wanted);
  if (free < wanted) throw new StockAboveCodesError(left, free);
}
