import type { ClaimDraw } from '../../generated/prisma/client.ts';
import { assertCardAllows, lockCard, touchCard } from '../cards/index.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { stockOf } from '../stock/index.ts';
import { assertWindow, seedHashOf } from './draw.rules.ts';

export type DrawOrder = {
  cardId: string;
  opensAt: Date;
  closesAt: Date;
  /** How many can win; at most what is left. */
  pieces: number;
};

const SEED_BYTES = 32;

/**
 * Lets a card be given out by draw (L9): until it has ended nobody claims the card otherwise, not even its merchant. The
 * seed is drawn now, and its hash published.
 *
 * Throws NotFoundError, CardStatusError, InvalidInputError, NotAllowedError.
 */
export async function scheduleDraw(ctx: DomainContext, order: DrawOrder): Promise<ClaimDraw> {
  assertMay(ctx, 'cards:write');
  const { cardId, opensAt, closesAt, pieces } = order;
  assertWindow(order, ctx.now());
  const seed = ctx.random(SEED_BYTES).toString('hex');
  const draw = await inTransaction(ctx, async (tx) => {
    const card = await lockCard(tx, ctx, { id: cardId }, 'cardId');
    assertCardAllows(ctx, card, 'EDIT');
    if (card.codeMode === 'CUSTOM')
      throw new InvalidInputError(['cardId'], 'Codes that are named at the claim can not be drawn for');
    const { left } = (await stockOf({ ...ctx, tx }, [cardId])).get(cardId) ?? { left: 0 };
    if (!Number.isInteger(pieces) || pieces < 1 || pieces > left)
      throw new InvalidInputError(['pieces'], `1 to ${left}, which is left`, 'QUANTITY');
    if (await tx.claimDraw.findFirst({ where: { cardId, endedAt: null, cancelledAt: null }, select: { id: true } }))
      throw new InvalidInputError(['cardId'], 'A draw of this card has not ended yet');
    const hash = seedHashOf(seed);
    const data = { ...order, id: ctx.newId('draw'), merchantId: merchantIdOf(ctx), createdAt: ctx.now() };
    const made = await tx.claimDraw.create({
      data: { ...data, seedHash: hash, sealedSeed: ctx.secrets.seal('draw-seed', seed) },
    });
    const told = { opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString(), pieces, seedHash: hash };
    await touchCard(tx, ctx, cardId);
    await announce(tx, ctx, { type: 'claim_draw.scheduled', cardId, data: { drawId: made.id, ...told } });
    return made;
  });
  ctx.ports.claims.cards.drop(cardId);
  return draw;
}
