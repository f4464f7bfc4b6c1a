import { merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { startOfDay } from '../kit/time.ts';
import { visibleAttempts } from './attempt.access.ts';
import { visibleRedemptions } from './redemption.access.ts';

export type StaffFigures = { redeemed: number; refused: number };

/**
 * What people redeemed, and were refused, since their merchant's day began; by the id of the person. What was taken back
 * does not count.
 */
export async function staffFiguresOfToday(
  ctx: DomainContext,
  staffIds: readonly string[],
): Promise<Map<string, StaffFigures>> {
  const client = clientOf(ctx);
  const [redeemedWhere, refusedWhere] = [visibleRedemptions(ctx), visibleAttempts(ctx)];
  const { timeZone } = await client.merchant.findUniqueOrThrow({
    where: { id: merchantIdOf(ctx) },
    select: { timeZone: true },
  });
  const today = { gte: startOfDay(ctx.now(), 0, timeZone) };
  const staffId = { in: [...staffIds] };
  const redeemed = await client.redemption.groupBy({
    by: ['staffId'],
    where: { AND: [redeemedWhere, { staffId, redeemedAt: today, reversal: null }] },
    _count: true,
  });
  const refused = await client.redemptionAttempt.groupBy({
    by: ['staffId'],
    where: { AND: [refusedWhere, { staffId, attemptedAt: today }] },
    _count: true,
  });
  const countIn = (rows: { staffId: string | null; _count: number }[], id: string): number =>
    rows.find((row) => row.staffId === id)?._count ?? 0;
  return new Map(staffIds.map((id) => [id, { redeemed: countIn(redeemed, id), refused: countIn(refused, id) }]));
}
