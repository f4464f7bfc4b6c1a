import { clientOf, type DomainContext } from '../kit/context.ts';

type Reading = Pick<DomainContext, 'prisma' | 'tx'>;

/** Openings of the page and claims of placements that the caller has been shown (L8). */
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

export type ChannelCount = { channel: string | null; claims: number };

const MOST_CHANNELS = 100;

/** Claims of one placement by channel, most first. */
export async function channelCountsOf(ctx: Reading, placementId: string): Promise<ChannelCount[]> {
  const rows = await clientOf(ctx).claim.groupBy({
    by: ['outerStr'],
    where: { placementId },
    _count: { id: true },
    orderBy: { _count: { id: 'desc' } },
    take: MOST_CHANNELS,
  });
  return rows.map(({ outerStr, _count }) => ({ channel: outerStr, claims: _count.id }));
}
