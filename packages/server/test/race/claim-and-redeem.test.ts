import { describe, expect, it } from 'vitest';
import { ClaimLimitReachedError, claimCard, OutOfStockError } from '../../src/domain/claims/index.ts';
import { ThrottledError } from '../../src/domain/kit/errors.ts';
import { AlreadyRedeemedError, redeemCode, UseLimitReachedError } from '../../src/domain/redemptions/index.ts';
import { aContext, asUser } from '../kit/context.ts';
import { aCard, aCode, leftOf } from '../kit/factories.ts';

const many = <T>(count: number, call: (nth: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, nth) => call(nth)));
const values = <T>(results: PromiseSettledResult<T>[]): T[] =>
  results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
const reasons = (results: PromiseSettledResult<unknown>[]): unknown[] =>
  results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));

describe('races', () => {
  it('lets 10 of 64 claimers win 10 pieces', async () => {
    const ctx = await aContext();
    const card = await aCard(ctx, { quantity: 10 });
    const results = await many(64, (nth) =>
      claimCard(asUser(ctx, `user-${nth}`), { cardId: card.id, idempotencyKey: `claim-${nth}-key` }),
    );
    expect(values(results)).toHaveLength(10);
    expect(new Set(reasons(results).map((reason) => reason instanceof OutOfStockError))).toEqual(new Set([true]));
    expect(await leftOf(ctx, card.id)).toBe(0);
    expect(await ctx.prisma.code.count({ where: { cardId: card.id } })).toBe(10);
    expect(await ctx.prisma.event.count({ where: { cardId: card.id, type: 'card.claimed' } })).toBe(10);
    expect(await ctx.prisma.event.count({ where: { cardId: card.id, type: 'card.distributed' } })).toBe(1);
  });

  it('makes one code of one key that is sent 100 times at once', async () => {
    const ctx = await aContext();
    const card = await aCard(ctx, { quantity: 10 });
    const results = await many(100, () =>
      claimCard(asUser(ctx, 'ann'), { cardId: card.id, idempotencyKey: 'one-key-0001' }),
    );
    expect(reasons(results)).toEqual([]);
    expect(new Set(values(results).map(({ codeId }) => codeId)).size).toBe(1);
    expect(values(results).filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await leftOf(ctx, card.id)).toBe(9);
  });

  it('never lets 40 taps of one user pass the limit', async () => {
    const ctx = await aContext();
    const card = await aCard(ctx, { quantity: 100, claimLimit: 3 });
    const results = await many(40, (nth) =>
      claimCard(asUser(ctx, 'ann'), { cardId: card.id, idempotencyKey: `tap-${nth}-0000` }),
    );
    expect(values(results)).toHaveLength(3);
    expect(reasons(results).every((reason) => reason instanceof ClaimLimitReachedError)).toBe(true);
    expect(await leftOf(ctx, card.id)).toBe(97);
  });

  it('never lets one user redeem more codes at once than the use limit', async () => {
    const ctx = await aContext();
    const card = await aCard(ctx, { quantity: 30, claimLimit: 30, useLimit: 3 });
    const codes = await many(30, async () => {
      const { codeId } = await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      return ctx.prisma.code.findUniqueOrThrow({ where: { id: codeId } });
    });
    const results = await many(30, (nth) => redeemCode(ctx, { value: values(codes)[nth]?.value ?? '' }));
    expect(values(results)).toHaveLength(3);
    expect(reasons(results).every((reason) => reason instanceof UseLimitReachedError)).toBe(true);
    expect(await ctx.prisma.redemption.count({ where: { cardId: card.id } })).toBe(3);
    expect(await ctx.prisma.code.count({ where: { cardId: card.id, status: 'CONSUMED' } })).toBe(3);
    expect(await ctx.prisma.event.count({ where: { cardId: card.id, type: 'code.redeemed' } })).toBe(3);
  });

  it('redeems a code once under 200 tills, and keeps each refusal on record', async () => {
    const ctx = await aContext();
    const { code } = await aCode(ctx);
    const results = await many(200, (nth) =>
      redeemCode(ctx, { value: code.value, idempotencyKey: `till-${nth}-0000` }),
    );
    expect(values(results)).toHaveLength(1);
    // On a busy machine some wait for too long, and are told to come again: nothing was decided about the code.
    const decided = reasons(results).filter((reason) => !(reason instanceof ThrottledError));
    expect(decided.every((reason) => reason instanceof AlreadyRedeemedError)).toBe(true);
    expect(await ctx.prisma.redemption.count({ where: { codeId: code.id } })).toBe(1);
    expect(await ctx.prisma.redemptionAttempt.count({ where: { codeId: code.id } })).toBe(decided.length);
  });
});
