import type { Placement } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';

type Reading = Pick<DomainContext, 'prisma' | 'tx'>;

/** Claims of many placements at once, which the caller has been shown; one without any is not among them. */
export async function claimCountsOf(ctx: Reading, ids: readonly string[]): Promise<Map<string, number>> {
  const where = { placementId: { in: [...ids] } };
  const claims = await clientOf(ctx).claim.groupBy({ by: ['placementId'], where, _count: true });
  return new Map(claims.map(({ placementId, _count }) => [placementId ?? '', _count]));
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

/** Placements by their ids, for who has been shown what names them. */
export async function placementsByIds(ctx: Reading, ids: readonly string[]): Promise<Map<string, Placement>> {
  const placements = await clientOf(ctx).placement.findMany({ where: { id: { in: [...ids] } } });
  return new Map(placements.map((placement) => [placement.id, placement]));
}
