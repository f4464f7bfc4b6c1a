import { merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import type { Placement } from '../../generated/prisma/client.ts';

type Reading = Pick<DomainContext, 'prisma' | 'tx'>;

/** Openings of the page and claims of a placement that the caller has been shown (L8). */
export type PlacementCounts = { views: number; claims: number };

/** Both figures of many placements at once. */
export async function placementCountsOf(ctx: Reading, ids: readonly string[]): Promise<Map<string, PlacementCounts>> {
  const client = clientOf(ctx);
  const where = { placementId: { in: [...ids] } };
  const views = await client.placementViews.groupBy({ by: ['placementId'], where, _sum: { count: true } });
  const claims = await client.claim.groupBy({ by: ['placementId'], where, _count: true });
  const viewsBy = new Map(views.map(({ placementId, _sum }) => [placementId, _sum.count ?? 0]));
  const claimsBy = new Map(claims.map(({ placementId, _count }) => [placementId ?? '', _count]));
  return new Map(ids.map((id) => [id, { views: viewsBy.get(id) ?? 0, claims: claimsBy.get(id) ?? 0 }]));
}

export type ChannelCount = PlacementCounts & { channel: string | null };

const MOST_CHANNELS = 100;

/** Views and claims of one placement by channel, most claims first. */
export async function channelCountsOf(ctx: Reading, placementId: string): Promise<ChannelCount[]> {
  const client = clientOf(ctx);
  const claims = await client.claim.groupBy({
    by: ['outerStr'],
    where: { placementId },
    _count: { id: true },
    orderBy: { _count: { id: 'desc' } },
    take: MOST_CHANNELS,
  });
  const views = await client.placementViews.groupBy({
    by: ['channel'],
    where: { placementId },
    _sum: { count: true },
    orderBy: { _sum: { count: 'desc' } },
    take: MOST_CHANNELS,
  });
  const counts = new Map<string, ChannelCount>();
  const at = (channel: string): ChannelCount =>
    counts.get(channel) ?? { channel: channel === '' ? null : channel, views: 0, claims: 0 };
  for (const { outerStr, _count } of claims) counts.set(outerStr ?? '', { ...at(outerStr ?? ''), claims: _count.id });
  for (const { channel, _sum } of views) counts.set(channel, { ...at(channel), views: _sum.count ?? 0 });
  return [...counts.values()]
    .toSorted((one, other) => other.claims - one.claims || other.views - one.views)
    .slice(0, MOST_CHANNELS);
}

/** The newest open article of exactly this card, without channel, store or end: what one article needs only once. */
export async function findArticleOf(ctx: DomainContext, cardId: string): Promise<Placement | null> {
  return clientOf(ctx).placement.findFirst({
    where: {
      merchantId: merchantIdOf(ctx),
      kind: 'ARTICLE',
      channel: null,
      storeId: null,
      closedAt: null,
      expiresAt: null,
      cards: { every: { cardId, isSingleUse: false, outerStr: null }, some: { cardId } },
    },
    orderBy: { createdAt: 'desc' },
  });
}
