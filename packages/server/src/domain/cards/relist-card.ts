import type { Card } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import type { CardKey } from './card-key.rules.ts';
import { assertCardAllows } from './card-operations.ts';
import { circulationOf, lockCard } from './card.store.ts';

/**
 * Puts a withdrawn card up again (C8), with the stock that it had.
 * @throws NotFoundError; CardStatusError also where the operator took it down and the merchant asks
 */
export async function relistCard(ctx: DomainContext, key: CardKey): Promise<Card> {
  assertMay(ctx, 'cards:write');
  return inTransaction(ctx, async (tx) => {
    const card = await lockCard(tx, ctx, key);
    assertCardAllows(ctx, card, 'RELIST');
    await announce(tx, ctx, { type: 'card.relisted', cardId: card.id, data: {} });
    const status = await circulationOf(tx, card.id);
    const data = { status, withdrawnBy: null, version: card.version + 1, updatedAt: ctx.now() };
    return tx.card.update({ where: { id: card.id }, data });
  });
}
