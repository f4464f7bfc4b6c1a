import type { DomainContext, Tx } from '../kit/context.ts';
import { merchantIdOf } from '../kit/access.ts';

/** Puts the first pieces of a card in stock: its first lot. Quantity is kept in lots and nowhere else. */
export async function openStock(
  tx: Tx,
  ctx: DomainContext,
  { cardId, quantity }: { cardId: string; quantity: number },
): Promise<void> {
  await tx.stockLot.create({
    data: {
      id: ctx.newId('lot'),
      merchantId: merchantIdOf(ctx),
      cardId,
      quantity,
      left: quantity,
      createdAt: ctx.now(),
    },
  });
}

/**
 * Takes one piece, or tells that none is left. Two claimers can never share the last one (L2).
 * Takes the row lock of a lot until the commit: call it last.
 */
export async function takeOneFromStock(tx: Tx, cardId: string): Promise<boolean> {
  for (;;) {
    const taken = await tx.$executeRaw`
      UPDATE "StockLot" SET "left" = "left" - 1
      WHERE "left" > 0 AND "id" = (SELECT "id" FROM "StockLot" WHERE "cardId" = ${cardId} AND "left" > 0 ORDER BY "createdAt", "id" LIMIT 1)`;
    if (taken === 1) return true;
    // The lot may have been emptied while we waited for its lock; another one may still hold pieces.
    if (!(await tx.stockLot.findFirst({ where: { cardId, left: { gt: 0 } }, select: { id: true } }))) return false;
  }
}
