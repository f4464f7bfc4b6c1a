import type { Card } from '../../generated/prisma/client.ts';
import { assertCardAllows, isShownAsQr, lockCard } from '../cards/index.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';

export type RotatingCodeOrder = { cardId: string; isRequired: boolean };

/**
 * Says whether people at the till redeem the codes of a card only by the QR code that changes every 30 seconds. Only
 * cards whose codes are shown as QR codes can ask for it.
 *
 * Throws NotFoundError, CardStatusError, InvalidInputError, NotAllowedError.
 */
export async function setRotatingCode(ctx: DomainContext, { cardId, isRequired }: RotatingCodeOrder): Promise<Card> {
  assertMay(ctx, 'cards:write');
  return inTransaction(ctx, async (tx) => {
    const card = await lockCard(tx, ctx, { id: cardId }, 'cardId');
    assertCardAllows(ctx, card, 'EDIT');
    if (isRequired && !isShownAsQr(card.codeType))
      throw new InvalidInputError(['isRequired'], `Codes of this card are shown as ${card.codeType}`);
    const data = { needsRotatingCode: isRequired, updatedAt: ctx.now() };
    const updated = await tx.card.update({ where: { id: cardId }, data });
    await announce(tx, ctx, { type: 'card.rotating_code_set', cardId, data: { isRequired } });
    return updated;
  });
}
