import type { Card } from '../../generated/prisma/client.ts';
import { assertCardAllows } from '../cards/index.ts';
import { OutOfStockError } from '../claims/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { assertSendable } from '../placements/index.ts';
import { stockOf } from '../stock/index.ts';

/**
 * The card that a message is to bring: one that can be claimed now, of which something is left, and with codes that
 * need no naming (K1). Throws NotFoundError, CodeModeError, CardStatusError, OutOfStockError.
 */
export async function getCardToSend(tx: Tx, ctx: DomainContext, cardId: string): Promise<Card> {
  const card = await tx.card.findFirst({ where: { id: cardId, merchantId: merchantIdOf(ctx) } });
  if (!card) throw new NotFoundError('card', ['cardId']);
  assertSendable(card, ['cardId']);
  assertCardAllows(ctx, card, 'CLAIM');
  if (((await stockOf({ ...ctx, tx }, [cardId])).get(cardId)?.left ?? 0) < 1) throw new OutOfStockError();
  return card;
}
