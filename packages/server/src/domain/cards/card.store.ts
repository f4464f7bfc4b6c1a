import type { Card } from '../../generated/prisma/client.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { type CardKey, namedBy } from './card-key.rules.ts';

/**
 * The card of the actor's merchant, locked until the commit, so that changes of it follow each other. Claims go on
 * beside: they hold its key only, and this lock leaves keys alone. Throws NotFoundError with the name that was given.
 */
export async function lockCard(tx: Tx, ctx: DomainContext, key: CardKey, named?: string): Promise<Card> {
  const { field, where } = namedBy(key);
  const merchantId = merchantIdOf(ctx);
  const seen = await tx.card.findFirst({ where: { merchantId, ...where }, select: { id: true } });
  if (!seen) throw new NotFoundError('card', [named ?? field]);
  await tx.$queryRaw`SELECT 1 FROM "Card" WHERE "id" = ${seen.id} FOR NO KEY UPDATE`;
  // Read again: it may have changed while we waited for the lock.
  return tx.card.findUniqueOrThrow({ where: { id: seen.id } });
}
