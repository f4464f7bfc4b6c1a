import type { Card, Merchant, Prisma } from '../../generated/prisma/client.ts';
import { merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import { SHOWN_CARDS, visibleCards } from './card.access.ts';

/** The card of the actor's merchant, by id or external id; throws {@link NotFoundError}. */
export async function getCard(ctx: DomainContext, by: { id: string } | { externalId: string }): Promise<Card> {
  const card = await clientOf(ctx).card.findFirst({ where: { ...visibleCards(ctx), ...by } });
  if (!card) throw new NotFoundError('card', ['id' in by ? 'id' : 'externalId']);
  return card;
}

/** Ids of the actor's cards that have one of these external ids, by it. */
export async function findCardIds(ctx: DomainContext, externalIds: readonly string[]): Promise<Map<string, string>> {
  const where = { ...visibleCards(ctx), externalId: { in: [...externalIds] } };
  const cards = await clientOf(ctx).card.findMany({ where, select: { id: true, externalId: true } });
  return new Map(cards.map(({ id, externalId }) => [externalId ?? '', id]));
}

/** Which of the merchant's cards to list, and which page of them. */
export type CardPage = { where: Prisma.CardWhereInput; offset: number; count: number };

/** Ids of the actor's cards, oldest first, so that a card which is made meanwhile shifts no page; and how many there are. */
export async function listCardIds(
  ctx: DomainContext,
  { where, offset, count }: CardPage,
): Promise<{ ids: string[]; total: number }> {
  const chosen = { AND: [visibleCards(ctx), where] };
  const client = clientOf(ctx);
  const orderBy = [{ createdAt: 'asc' }, { id: 'asc' }] as const;
  const cards = await client.card.findMany({
    where: chosen,
    select: { id: true },
    orderBy: [...orderBy],
    skip: offset,
    take: count,
  });
  return { ids: cards.map(({ id }) => id), total: await client.card.count({ where: chosen }) };
}

/** A card that a link leads to, with its merchant: whoever holds the link may see the public face. Null: none to be seen. */
export async function findPublicCard(
  ctx: Pick<DomainContext, 'prisma' | 'tx'>,
  cardId: string,
): Promise<(Card & { merchant: Merchant }) | null> {
  if (prefixOf(cardId) !== 'card') return null;
  return clientOf(ctx).card.findFirst({ where: { id: cardId, ...SHOWN_CARDS }, include: { merchant: true } });
}

/** S3: whether a card that is neither deleted nor over names the store. */
export async function isStoreNamedByLiveCard(tx: Tx, ctx: DomainContext, storeId: string): Promise<boolean> {
  const isLive = { status: { not: 'DELETED' as const }, OR: [{ validUntil: null }, { validUntil: { gt: ctx.now() } }] };
  return (await tx.cardStore.findFirst({ where: { storeId, card: isLive } })) !== null;
}

const MOST_NEWEST = 200;

/** Ids of the merchant's cards that were made last, newest first. */
export async function newestCardIds(ctx: DomainContext): Promise<string[]> {
  const cards = await clientOf(ctx).card.findMany({
    where: { merchantId: merchantIdOf(ctx) },
    select: { id: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_NEWEST,
  });
  return cards.map(({ id }) => id);
}
