import type { ClaimDraw } from '../../generated/prisma/client.ts';
import { touchCard } from '../cards/index.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError, NotFoundError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { holdAlone } from './draw.store.ts';

/**
 * Calls a draw off before it is drawn; its card is claimed as any other again. Doing so twice changes nothing.
 *
 * Throws NotFoundError, InvalidInputError once it is drawn, NotAllowedError.
 */
export async function cancelDraw(ctx: DomainContext, { drawId }: { drawId: string }): Promise<ClaimDraw> {
  assertMay(ctx, 'cards:write');
  const draw = await inTransaction(ctx, async (tx) => {
    await holdAlone(tx, drawId);
    const found = await tx.claimDraw.findFirst({ where: { id: drawId, merchantId: merchantIdOf(ctx) } });
    if (found === null) throw new NotFoundError('draw', ['drawId']);
    if (found.drawnAt !== null) throw new InvalidInputError(['drawId'], 'The lots are drawn');
    if (found.cancelledAt !== null) return found;
    await touchCard(tx, ctx, found.cardId);
    await announce(tx, ctx, { type: 'claim_draw.cancelled', cardId: found.cardId, data: { drawId } });
    return tx.claimDraw.update({ where: { id: drawId }, data: { cancelledAt: ctx.now() } });
  });
  ctx.ports.claims.cards.drop(draw.cardId);
  return draw;
}
