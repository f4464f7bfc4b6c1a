import type { Card } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { closeOpenReviews } from '../reviews/index.ts';
import type { CardKey } from './card-key.rules.ts';
import { assertCardAllows } from './card-operations.ts';
import { lockCard } from './card.store.ts';
import { supersedePending } from './card-version.store.ts';

/**
 * Deletes a card for good (C8). Codes in users' hands stay good; what waits for review waits no more.
 * @throws NotFoundError, CardStatusError when it is deleted already
 */
export async function deleteCard(ctx: DomainContext, key: CardKey): Promise<Card> {
  assertMay(ctx, 'cards:write');
  return inTransaction(ctx, async (tx) => {
    const card = await lockCard(tx, ctx, key);
    assertCardAllows(ctx, card, 'DELETE');
    await supersedePending(tx, ctx, card.id);
    await closeOpenReviews(tx, ctx, { subject: 'CARD', subjectId: card.id });
    await announce(tx, ctx, { type: 'card.deleted', cardId: card.id, data: {} });
    const data = { status: 'DELETED', version: card.version + 1, updatedAt: ctx.now() } as const;
    return tx.card.update({ where: { id: card.id }, data });
  });
}
