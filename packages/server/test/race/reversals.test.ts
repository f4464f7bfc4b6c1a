import { describe, expect, it } from 'vitest';
import { usageOf } from '../../src/domain/claims/index.ts';
import { ThrottledError } from '../../src/domain/kit/errors.ts';
import {
  AlreadyRedeemedError,
  AlreadyReversedError,
  redeemCode,
  reverseRedemption,
} from '../../src/domain/redemptions/index.ts';
import { aContext } from '../kit/context.ts';
import { aCode } from '../kit/factories.ts';

const reason = 'wrong store';

describe('reversals at once', () => {
  it('of one redemption: one of 50 takes it back', async () => {
    const ctx = await aContext();
    const { code } = await aCode(ctx);
    const { id: redemptionId } = await redeemCode(ctx, { value: code.value });
    const calls = Array.from({ length: 50 }, () => reverseRedemption(ctx, { redemptionId, reason }));
    const results = await Promise.allSettled(calls);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refused).toHaveLength(49);
    expect(refused.every((error) => error instanceof AlreadyReversedError)).toBe(true);
    expect(await ctx.prisma.redemptionReversal.count({ where: { redemptionId } })).toBe(1);
    expect((await usageOf(ctx.prisma, code)).redeemCount).toBe(0);
    const type = 'code.redemption_reversed';
    expect(await ctx.prisma.event.count({ where: { codeId: code.id, type } })).toBe(1);
  });

  it('and redemptions of one code: uses, records and status agree in the end', async () => {
    const ctx = await aContext();
    const { code } = await aCode(ctx);
    const ids: string[] = [(await redeemCode(ctx, { value: code.value })).id];
    const refused: unknown[] = [];
    const redeemOnce = async () => void ids.push((await redeemCode(ctx, { value: code.value })).id);
    const reverseLast = async () => void (await reverseRedemption(ctx, { redemptionId: ids.at(-1) ?? '', reason }));
    for (let round = 0; round < 8; round += 1) {
      const calls = Array.from({ length: 20 }, (_, nth) => (nth % 2 === 0 ? reverseLast() : redeemOnce()));
      refused.push(
        ...(await Promise.allSettled(calls)).flatMap((result) =>
          result.status === 'rejected' ? [result.reason as unknown] : [],
        ),
      );
    }
    const expected = [AlreadyRedeemedError, AlreadyReversedError, ThrottledError];
    expect(refused.filter((reason) => !expected.some((kind) => reason instanceof kind))).toEqual([]);
    const redeemed = await ctx.prisma.redemption.count({ where: { codeId: code.id } });
    const open = await ctx.prisma.redemption.count({ where: { codeId: code.id, reversal: null } });
    expect(redeemed).toBe(ids.length);
    expect(open).toBeLessThanOrEqual(1);
    const { status } = await ctx.prisma.code.findUniqueOrThrow({ where: { id: code.id } });
    expect(status).toBe(open === 1 ? 'CONSUMED' : 'NORMAL');
    expect((await usageOf(ctx.prisma, code)).redeemCount).toBe(open);
  });
});
