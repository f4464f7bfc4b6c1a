import type { Card, Merchant } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import { SHOWN_CARDS, visibleCards } from './card.access.ts';
import type { StoredEntry } from './card-links.rules.ts';
import type { TimeLimit } from './card-time-limits.rules.ts';

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

/** A card that a link leads to, with its merchant: whoever holds the link may see the public face. Null: none to be seen. */
export async function findPublicCard(
  ctx: Pick<DomainContext, 'prisma' | 'tx'>,
  cardId: string,
): Promise<(Card & { merchant: Merchant }) | null> {
  if (prefixOf(cardId) !== 'card') return null;
  return clientOf(ctx).card.findFirst({ where: { id: cardId, ...SHOWN_CARDS }, include: { merchant: true } });
}

export type CardEntries = { center: StoredEntry | null; custom: StoredEntry | null; promotion: StoredEntry | null };

// Both are JSON of our own writing, checked by the rules before it was stored.
export const entriesOf = (card: Pick<Card, 'entries'>): CardEntries => card.entries as CardEntries;
// See above.
export const textImagesOf = (card: Pick<Card, 'textImages'>): { imageUrl: string; text: string }[] =>
  card.textImages as { imageUrl: string; text: string }[];
// See above.
export const timeLimitsOf = (card: Pick<Card, 'timeLimits'>): TimeLimit[] => card.timeLimits as TimeLimit[];

/** S3: whether a card that is neither deleted nor over names the store. */
export async function isStoreNamedByLiveCard(tx: Tx, ctx: DomainContext, storeId: string): Promise<boolean> {
  const isLive = { status: { not: 'DELETED' as const }, OR: [{ validUntil: null }, { validUntil: { gt: ctx.now() } }] };
  return (await tx.cardStore.findFirst({ where: { storeId, card: isLive } })) !== null;
}
