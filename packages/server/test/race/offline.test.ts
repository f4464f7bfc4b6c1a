import { describe, expect, it } from 'vitest';
import { DomainError } from '../../src/domain/kit/errors.ts';
import { AlreadyRedeemedError, redeemCode, reverseRedemption } from '../../src/domain/redemptions/index.ts';
import { aContext } from '../kit/context.ts';
import { aCode } from '../kit/factories.ts';
import { aPhoneWithKey } from '../kit/phones.ts';

describe('offline redemptions', () => {
  it('sent 20 times at once: one redemption, and its answer for all', async () => {
    const ctx = await aContext();
    const { code } = await aCode(ctx);
    const { staff, confirm } = await aPhoneWithKey(ctx);
    const order = confirm({ value: code.value });
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => redeemCode(staff, order)));
    const answers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    // On a busy machine some wait for too long, and may come again.
    const refused = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused.filter((reason) => !(reason instanceof DomainError && reason.retryable))).toEqual([]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await ctx.prisma.redemption.count({ where: { codeId: code.id } })).toBe(1);
    expect(await ctx.prisma.redemptionAttempt.count({ where: { merchantId: ctx.merchantId } })).toBe(0);
  });

  it('of one code on two phones: one counts, the other is on record', async () => {
    const ctx = await aContext();
    const { code } = await aCode(ctx);
    const phones = [await aPhoneWithKey(ctx), await aPhoneWithKey(ctx)];
    const orders = phones.map(({ staff, confirm }) => ({ staff, order: confirm({ value: code.value }) }));
    const results = await Promise.allSettled(orders.map(({ staff, order }) => redeemCode(staff, order)));
    const refused = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused).toEqual([expect.any(AlreadyRedeemedError)]);
    const loser = phones[results.findIndex(({ status }) => status === 'rejected')];
    const attempts = await ctx.prisma.redemptionAttempt.findMany({ where: { codeId: code.id } });
    expect(attempts).toMatchObject([
      { refusalCode: 'ALREADY_REDEEMED', isOffline: true, staffId: loser?.staffId, actorId: loser?.staffId },
    ]);
  });

  it('of two codes under one counter of a phone: one counts', async () => {
    const ctx = await aContext();
    const codes = [(await aCode(ctx)).code, (await aCode(ctx, { openid: 'ben' })).code];
    const { staff, confirm } = await aPhoneWithKey(ctx);
    const orders = codes.map(({ value }) => confirm({ value, counter: 1 }));
    const results = await Promise.allSettled(orders.map((order) => redeemCode(staff, order)));
    const refused = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused).toMatchObject([{ code: 'OFFLINE_PROOF_INVALID', reason: 'COUNTER' }]);
  });

  it('that were refused can be sent again once there is room', async () => {
    const ctx = await aContext();
    const { code } = await aCode(ctx);
    const { staff, confirm } = await aPhoneWithKey(ctx);
    const order = confirm({ value: code.value });
    const { id: redemptionId } = await redeemCode(ctx, { value: code.value });
    await expect(redeemCode(staff, order)).rejects.toThrow(AlreadyRedeemedError);
    await reverseRedemption(ctx, { redemptionId, reason: 'wrong guest' });
    expect(await redeemCode(staff, order)).toMatchObject({ deviceCounter: 1, replayed: false });
  });
});
