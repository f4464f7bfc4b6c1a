import { announce } from '../events/index.ts';
import { actorIdOf, merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { leaveNotice } from '../messages/index.ts';
import { sumOfLots } from './stock.queries.ts';
import { becomesLow, removalFrom, type Stock } from './stock.rules.ts';

export type NewPieces = { cardId: string; quantity: number };

/** Puts the first pieces of a card in stock. Quantity is kept in lots and nowhere else. */
export async function openStock(tx: Tx, ctx: DomainContext, { cardId, quantity }: NewPieces): Promise<void> {
  if (quantity === 0) return;
  const lotId = await addLot(tx, ctx, { cardId, quantity });
  await recordStockChange(tx, ctx, {
    cardId,
    lotId,
    delta: quantity,
    after: { quantity, left: quantity },
    reason: null,
  });
}

/** Puts pieces in stock as a lot of their own. Returns its id. */
export async function addLot(tx: Tx, ctx: DomainContext, { cardId, quantity }: NewPieces): Promise<string> {
  const id = ctx.newId('lot');
  const merchantId = merchantIdOf(ctx);
  await tx.stockLot.create({ data: { id, merchantId, cardId, quantity, left: quantity, createdAt: ctx.now() } });
  return id;
}

/** Takes pieces out of stock that nobody has claimed: quantity and left fall together. The lots are locked by {@link lockStock}. */
export async function removePieces(tx: Tx, cardId: string, count: number): Promise<void> {
  const lots = await tx.stockLot.findMany({ where: { cardId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] });
  for (const { id, taken } of removalFrom(lots, count))
    await tx.stockLot.update({ where: { id }, data: { quantity: { decrement: taken }, left: { decrement: taken } } });
}

/** The stock of a card, which stays so until the commit: claims take from lots, and these are locked. */
export async function lockStock(tx: Tx, cardId: string): Promise<Stock> {
  await tx.$queryRaw`SELECT 1 FROM "StockLot" WHERE "cardId" = ${cardId} ORDER BY "createdAt", "id" FOR UPDATE`;
  return sumOfLots(tx, cardId);
}

type Recorded = { cardId: string; lotId: string | null; delta: number; after: Stock; reason: string | null };

/** Adds a line to the history of a card's stock. Returns its id. */
export async function recordStockChange(tx: Tx, ctx: DomainContext, change: Recorded): Promise<string> {
  const { after, ...rest } = change;
  const id = ctx.newId('stc');
  await tx.stockChange.create({
    data: {
      id,
      merchantId: merchantIdOf(ctx),
      ...rest,
      quantityAfter: after.quantity,
      leftAfter: after.left,
      actorKind: ctx.actor.kind,
      actorId: actorIdOf(ctx.actor),
      at: ctx.now(),
    },
  });
  return id;
}

/** Tells that few pieces are left, when this change brought it about: once until a refill, so claims rarely pay for it. */
export async function announceLow(
  tx: Tx,
  ctx: DomainContext,
  { cardId, before, after }: { cardId: string; before: Pick<Stock, 'left'>; after: Stock },
): Promise<void> {
  if (!becomesLow(before, after)) return;
  await announce(tx, ctx, { type: 'card.stock_low', cardId, data: after });
  const { title } = await tx.card.findUniqueOrThrow({ where: { id: cardId }, select: { title: true } });
  const { left, quantity } = after;
  await leaveNotice(tx, ctx, { kind: 'STOCK_LOW', cardId, data: { title, left, quantity } });
}
