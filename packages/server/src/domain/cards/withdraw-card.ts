import type { Card } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import type { CardKey } from './card-key.rules.ts';
import { assertCardAllows, sideOf } from './card-operations.ts';
import { lockCard } from './card.store.ts';

/**
 * Takes a card down (C8): nobody claims it any more, codes in users' hands stay good. What the merchant took down an
 * operator may take down as well; then only an operator relists it.
 * @throws NotFoundError, CardStatusError
 */
export async function withdrawCard(ctx: DomainContext, key: CardKey): Promise<Card> {
  assertMay(ctx, 'cards:write');
  return inTransaction(ctx, async (tx) => {
    const card = await lockCard(tx, ctx, key);
    assertCardAllows(ctx, card, 'WITHDRAW');
    const by = sideOf(ctx);
    await announce(tx, ctx, { type: 'card.withdrawn', cardId: card.id, data: { by } });
    const data = { status: 'WITHDRAWN', withdrawnBy: by, version: card.version + 1, updatedAt: ctx.now() } as const;
    return tx.card.update({ where: { id: card.id }, data });
  });
}
