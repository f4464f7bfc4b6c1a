import { announce } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';

/** C8: the first placement or the first claim puts a card into circulation. Of a card that is not READY nothing changes. */
export async function markDistributed(tx: Tx, ctx: DomainContext, cardId: string): Promise<void> {
  const updated = await tx.card.updateMany({ where: { id: cardId, status: 'READY' }, data: { status: 'DISTRIBUTED' } });
  if (updated.count === 1) await announce(tx, ctx, { type: 'card.distributed', cardId, data: {} });
}
