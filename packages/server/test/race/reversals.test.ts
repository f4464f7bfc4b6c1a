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

/** Why those calls failed that did. On a busy machine some wait for too long, and are THROTTLED. */
async function reasonsOf(calls: Promise<unknown>[]): Promise<unknown[]> {
  const results = await Promise.allSettled(calls);
  return results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
}

type Kind = abstract new (...args: never[]) => Error;
const isOneOf = (error: unknown, kinds: readonly Kind[]): boolean => kinds.some((kind) => error instanceof kind);

describe('reversals at once', () => {
  it('of one redemption: one of 50 takes it back', async () => {
    const ctx = await aContext();
    const { code } = await aCode(ctx);
    const { id: redemptionId } = await redeemCode(ctx, { value: code.value });
    const calls = Array.from({ length: 50 }, () => reverseRedemption(ctx, { redemptionId, reason }));
    const refused = await reasonsOf(calls);
    expect(refused).toHaveLength(49);
    expect(refused.filter((reason) => !isOneOf(reason, [AlreadyReversedError, ThrottledError]))).toEqual([]);
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
      refused.push(...(await reasonsOf(calls)));
    }
    const expected = [AlreadyRedeemedError, AlreadyReversedError, ThrottledError];
    expect(refused.filter((reason) => !isOneOf(reason, expected))).toEqual([]);
    const redeemed = await ctx.prisma.redemption.count({ where: { codeId: code.id } });
    const open = await ctx.prisma.redemption.count({ where: { codeId: code.id, reversal: null } });
    expect(redeemed).toBe(ids.length);
    expect(open).toBeLessThanOrEqual(1);
    const { status } = await ctx.prisma.code.findUniqueOrThrow({ where: { id: code.id } });
    expect(status).toBe(open === 1 ? 'CONSUMED' : 'NORMAL');
    expect((await usageOf(ctx.prisma, code)).redeemCount).toBe(open);
  });
});
