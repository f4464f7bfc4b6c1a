import type { ClaimDraw, ClaimDrawEntry } from '../../generated/prisma/client.ts';
import { publicCards, visibleCards } from '../cards/index.ts';
import { may } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';

/** What anybody may see of an entry once the lots are drawn: no user. */
export type PublishedEntry = Pick<ClaimDrawEntry, 'ticket' | 'rank' | 'result' | 'refusal'>;

/** The latest draw of a card that the caller may see, or its face; null: there was none. */
export async function findDraw(ctx: DomainContext, cardId: string): Promise<ClaimDraw | null> {
  const cards = may(ctx.actor, 'cards:read') ? visibleCards(ctx) : publicCards(ctx);
  return clientOf(ctx).claimDraw.findFirst({
    where: { cardId, card: cards },
    orderBy: { createdAt: 'desc' },
  });
}

export type EntryPage = { afterRank: number; first: number };

/** Entries in their order; none before the lots are drawn. */
export async function publishedEntries(
  ctx: DomainContext,
  draw: ClaimDraw,
  { afterRank, first }: EntryPage,
): Promise<PublishedEntry[]> {
  return clientOf(ctx).claimDrawEntry.findMany({
    where: { drawId: draw.id, rank: { gt: afterRank } },
    orderBy: { rank: 'asc' },
    take: first,
    select: { ticket: true, rank: true, result: true, refusal: true },
  });
}

/** The entry of the user who asks; null: not entered, or nobody who enters. */
export async function findOwnEntry(ctx: DomainContext, draw: ClaimDraw): Promise<ClaimDrawEntry | null> {
  const { actor } = ctx;
  if (actor.kind !== 'user') return null;
  return clientOf(ctx).claimDrawEntry.findUnique({
    where: { drawId_openid: { drawId: draw.id, openid: actor.openid } },
  });
}
