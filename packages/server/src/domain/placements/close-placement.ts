import type { Placement } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { boundPlacements } from './placement.access.ts';

/** Ends a placement for good; what it handed out stays. Closing a closed one changes nothing. Throws NotFoundError. */
export async function closePlacement(ctx: DomainContext, { placementId }: { placementId: string }): Promise<Placement> {
  assertMay(ctx, 'placements:write');
  return inTransaction(ctx, async (tx) => {
    const where = { id: placementId, merchantId: merchantIdOf(ctx), ...boundPlacements(ctx) };
    const closed = await tx.placement.updateMany({
      where: { ...where, closedAt: null },
      data: { closedAt: ctx.now() },
    });
    if (closed.count === 1) await announce(tx, ctx, { type: 'placement.closed', data: { placementId } });
    const placement = await tx.placement.findFirst({ where });
    if (!placement) throw new NotFoundError('placement', ['placementId']);
    return placement;
  });
}
