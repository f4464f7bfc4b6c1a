import type { Card, Prisma } from '../../generated/prisma/client.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError, NotFoundError } from '../kit/errors.ts';
import { isUniqueViolation } from '../kit/postgres-errors.ts';
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

/** Makes the card another row, for what stands beside it and is judged with it: who has judged by the old one finds out. */
export async function touchCard(tx: Tx, { now }: Pick<DomainContext, 'now'>, cardId: string): Promise<void> {
  await tx.card.update({ where: { id: cardId }, data: { updatedAt: now() }, select: { id: true } });
}

export async function insertCardRow(tx: Tx, data: Prisma.CardUncheckedCreateInput): Promise<void> {
  try {
    await tx.card.create({ data });
  } catch (error) {
    if (isUniqueViolation(error)) throw new InvalidInputError(['externalId'], 'Another card has this external id');
    throw error;
  }
}

/** Ids of the stores that a card names and that are still there, in the order of ids. */
export async function storeIdsOf(tx: Tx, cardId: string): Promise<string[]> {
  const where = { cardId, store: { deletedAt: null } };
  const named = await tx.cardStore.findMany({ where, orderBy: { storeId: 'asc' } });
  return named.map(({ storeId }) => storeId);
}

/** Lets the card name these stores and no others. */
export async function writeStores(tx: Tx, cardId: string, storeIds: readonly string[]): Promise<void> {
  await tx.cardStore.deleteMany({ where: { cardId, storeId: { notIn: [...storeIds] } } });
  await tx.cardStore.createMany({ data: storeIds.map((storeId) => ({ cardId, storeId })), skipDuplicates: true });
}

/** The status of a card that has just been approved, or relisted: put into circulation once somebody has claimed it (C8). */
export async function circulationOf(tx: Tx, cardId: string): Promise<'READY' | 'DISTRIBUTED'> {
  const claimed = await tx.card.findFirst({ where: { id: cardId, claims: { some: {} } }, select: { id: true } });
  return claimed === null ? 'READY' : 'DISTRIBUTED';
}
