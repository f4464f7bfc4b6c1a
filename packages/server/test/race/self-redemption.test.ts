import { describe, expect, it } from 'vitest';
import { ThrottledError } from '../../src/domain/kit/errors.ts';
import { selfRedeemCode, setSelfRedemption, VerificationCodeWrongError } from '../../src/domain/redemptions/index.ts';
import { setVerificationCodes } from '../../src/domain/stores/index.ts';
import { aContext, asUser } from '../kit/context.ts';
import { aCode, aStore } from '../kit/factories.ts';

describe('guesses at once', () => {
  it('of a verification code: five of 60 are looked at, and the rest have to wait', async () => {
    const ctx = await aContext();
    const store = await aStore(ctx);
    await setVerificationCodes(ctx, { storeId: store.id, codes: ['1234'] });
    const { card, code } = await aCode(ctx, { storeIds: [store.id] });
    await setSelfRedemption(ctx, { cardId: card.id, isOpen: true, needsVerificationCode: true });
    const guess = (nth: number) =>
      selfRedeemCode(asUser(ctx, 'ann'), {
        codeId: code.id,
        storeId: store.id,
        verificationCode: `WRONG${nth}`,
        idempotencyKey: `guess-${nth}-0000`,
      });
    const results = await Promise.allSettled(Array.from({ length: 60 }, (_, nth) => guess(nth)));
    const reasons = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
    expect(reasons).toHaveLength(60);
    const [wrong, paused] = [VerificationCodeWrongError, ThrottledError].map(
      (kind) => reasons.filter((reason) => reason instanceof kind).length,
    );
    expect((wrong ?? 0) + (paused ?? 0)).toBe(60);
    expect(wrong).toBeLessThanOrEqual(5);
    expect(await ctx.prisma.redemptionAttempt.count({ where: { codeId: code.id } })).toBe(wrong);
  });
});
