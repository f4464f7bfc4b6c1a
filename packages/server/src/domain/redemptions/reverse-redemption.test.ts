import { describe, expect, it } from 'vitest';
import { aCode, aStore, leftOf } from '../../../test/kit/factories.ts';
import { aColleague } from '../../../test/kit/people.ts';
import { another, asKey, asUser, at, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { claimCard, usageOf } from '../claims/index.ts';
import { findCode } from '../codes/index.ts';
import { InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { AlreadyReversedError, redeemabilityOf, redeemCode, ReversalTooLateError, reverseRedemption } from './index.ts';

const reason = '核销错门店';
const DAY_MS = 86_400_000;
const inDays = (ctx: RolledBackContext, days: number) => at(ctx, new Date(Date.now() + days * DAY_MS));

async function aRedemption(ctx: RolledBackContext, changes: Parameters<typeof aCode>[1] = {}) {
  const { card, code } = await aCode(ctx, changes);
  const store = await aStore(ctx);
  const redemption = await redeemCode(ctx, { value: code.value, storeId: store.id, amountFen: 500 });
  return { card, code, store, redemption };
}

describe('reverseRedemption', () => {
  it('makes the code NORMAL, gives its holder the use back, keeps both records and tells of it', () =>
    rolledBack(async (ctx) => {
      const { card, code, store, redemption } = await aRedemption(ctx, { useLimit: 1 });
      const reversed = await reverseRedemption(ctx, { redemptionId: redemption.id, reason });
      expect(reversed).toEqual({ ...redemption, replayed: false });
      expect(await ctx.tx.code.findUniqueOrThrow({ where: { id: code.id } })).toMatchObject({ status: 'NORMAL' });
      expect((await usageOf(ctx.tx, redemption)).redeemCount).toBe(0);
      expect(await leftOf(ctx, card.id)).toBe(9);
      expect(await ctx.tx.redemptionReversal.findUnique({ where: { redemptionId: redemption.id } })).toMatchObject({
        reason,
        actorKind: 'secretKey',
      });
      expect(await ctx.tx.codeHistory.findFirst({ where: { codeId: code.id, from: 'CONSUMED' } })).toMatchObject({
        to: 'NORMAL',
        storeId: store.id,
        reason,
      });
      const type = 'code.redemption_reversed';
      expect(await ctx.tx.event.findFirst({ where: { codeId: code.id, type } })).toMatchObject({
        storeId: store.id,
        openid: 'ann',
        data: { redemptionId: redemption.id, code: code.value, reason },
      });
    }));

  it('lets the code be redeemed again, and then tells of that redemption only', () =>
    rolledBack(async (ctx) => {
      const { code, redemption } = await aRedemption(ctx, { useLimit: 1 });
      await reverseRedemption(ctx, { redemptionId: redemption.id, reason });
      const second = await redeemCode(ctx, { value: code.value });
      expect(second.id).not.toBe(redemption.id);
      expect(await redeemabilityOf(ctx, { value: code.value })).toMatchObject({
        refusal: { code: 'ALREADY_REDEEMED', store: null },
      });
      await reverseRedemption(ctx, { redemptionId: second.id, reason });
      expect(await redeemabilityOf(ctx, { value: code.value })).toMatchObject({ canRedeem: true });
    }));

  it('leaves a code EXPIRED whose time is over', () =>
    rolledBack(async (ctx) => {
      const { code, redemption } = await aRedemption(ctx);
      const later = inDays(ctx, 60);
      await reverseRedemption(later, { redemptionId: redemption.id, reason });
      expect(await redeemabilityOf(later, { value: code.value })).toMatchObject({ refusal: { code: 'EXPIRED' } });
    }));

  it('refuses the second reversal, also after the code was redeemed anew', () =>
    rolledBack(async (ctx) => {
      const { code, redemption } = await aRedemption(ctx);
      const order = { redemptionId: redemption.id, reason };
      await reverseRedemption(ctx, order);
      await expect(reverseRedemption(ctx, order)).rejects.toThrow(AlreadyReversedError);
      await redeemCode(ctx, { value: code.value });
      await expect(reverseRedemption(ctx, order)).rejects.toThrow(AlreadyReversedError);
      expect(await findCode(ctx, { value: code.value })).toMatchObject({ status: 'CONSUMED' });
    }));

  it('refuses after 90 days', () =>
    rolledBack(async (ctx) => {
      const { redemption } = await aRedemption(ctx);
      const order = { redemptionId: redemption.id, reason };
      await expect(reverseRedemption(inDays(ctx, 91), order)).rejects.toThrow(ReversalTooLateError);
      await reverseRedemption(inDays(ctx, 89), order);
    }));

  it('repeats its answer for the same key', () =>
    rolledBack(async (ctx) => {
      const { redemption } = await aRedemption(ctx);
      const order = { redemptionId: redemption.id, reason, idempotencyKey: 'reverse-0001' };
      await reverseRedemption(ctx, order);
      expect(await reverseRedemption(ctx, order)).toMatchObject({ id: redemption.id, replayed: true });
      expect(await ctx.tx.redemptionReversal.count({ where: { redemptionId: redemption.id } })).toBe(1);
    }));

  it('asks for a reason of at most 64 wide characters', () =>
    rolledBack(async (ctx) => {
      const { redemption } = await aRedemption(ctx);
      for (const bad of ['', ' ', '错'.repeat(65), 'a\nb'])
        await expect(reverseRedemption(ctx, { redemptionId: redemption.id, reason: bad })).rejects.toThrow(
          InvalidInputError,
        );
    }));

  it('is for owners, managers and programs that may redeem', () =>
    rolledBack(async (ctx) => {
      const order = async () => ({ redemptionId: (await aRedemption(ctx)).redemption.id, reason });
      for (const role of ['OWNER', 'MANAGER'] as const)
        await reverseRedemption(await aColleague(ctx, { role }), await order());
      await reverseRedemption(asKey(ctx, { scopes: ['redemptions:write'] }), await order());
      const others = [
        await aColleague(ctx, { role: 'STAFF' }),
        await aColleague(ctx, { role: 'ANALYST' }),
        asKey(ctx, { scopes: ['redemptions:read'] }),
        asUser(ctx, 'ann'),
      ];
      for (const who of others) await expect(reverseRedemption(who, await order())).rejects.toThrow(NotAllowedError);
    }));

  it('does not know what happened at another merchant, or in a store that does not bind the caller', () =>
    rolledBack(async (ctx) => {
      const { redemption, store } = await aRedemption(ctx);
      const order = { redemptionId: redemption.id, reason };
      const elsewhere = asKey(ctx, { storeIds: [(await aStore(ctx)).id] });
      for (const who of [await another(ctx), elsewhere])
        await expect(reverseRedemption(who, order)).rejects.toThrow(NotFoundError);
      await reverseRedemption(asKey(ctx, { storeIds: [store.id] }), order);
    }));

  it('gives back one use and not more', () =>
    rolledBack(async (ctx) => {
      const { card, code, redemption } = await aRedemption(ctx, { useLimit: 2, claimLimit: 2 });
      const { codeId } = await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      const { value } = await ctx.tx.code.findUniqueOrThrow({ where: { id: codeId } });
      await redeemCode(ctx, { value });
      await reverseRedemption(ctx, { redemptionId: redemption.id, reason });
      expect((await usageOf(ctx.tx, redemption)).redeemCount).toBe(1);
      await redeemCode(ctx, { value: code.value });
      expect((await usageOf(ctx.tx, redemption)).redeemCount).toBe(2);
    }));
});
