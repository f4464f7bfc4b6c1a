import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import type { Stock } from './stock.rules.ts';

const NONE: Stock = { quantity: 0, left: 0 };

/** The stock of cards that the caller has already been allowed to see. A card without a lot has none. */
export async function stockOf(
  ctx: Pick<DomainContext, 'prisma' | 'tx'>,
  cardIds: readonly string[],
): Promise<Map<string, Stock>> {
  const sums = await clientOf(ctx).stockLot.groupBy({
    by: ['cardId'],
    where: { cardId: { in: [...cardIds] } },
    _sum: { quantity: true, left: true },
  });
  const found = new Map(
    sums.map(({ cardId, _sum }) => [cardId, { quantity: _sum.quantity ?? 0, left: _sum.left ?? 0 }]),
  );
  return new Map(cardIds.map((id) => [id, found.get(id) ?? NONE]));
}

/** The stock of one card, as a transaction sees it. */
export async function sumOfLots(tx: Tx, cardId: string): Promise<Stock> {
  const { _sum } = await tx.stockLot.aggregate({ where: { cardId }, _sum: { quantity: true, left: true } });
  return { quantity: _sum.quantity ?? 0, left: _sum.left ?? 0 };
}
