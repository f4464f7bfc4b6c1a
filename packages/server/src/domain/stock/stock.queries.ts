import { clientOf, type DomainContext } from '../kit/context.ts';

/** `quantity`: everything ever put in stock. `left`: what can still be claimed. Pieces. */
export type Stock = { quantity: number; left: number };

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
  return new Map(cardIds.map((id) => [id, found.get(id) ?? { quantity: 0, left: 0 }]));
}
