import { describe, expect, it } from 'vitest';
import { aCode, aStore } from '../../../test/kit/factories.ts';
import { another, asUser, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { claimCard } from '../claims/index.ts';
import { acceptGift, cancelGift, giveCode } from '../gifts/index.ts';
import { redeemCode } from '../redemptions/index.ts';
import { pushFactsOf } from './weixin-facts.queries.ts';

const eventOf = (ctx: RolledBackContext, type: string) =>
  ctx.tx.event.findFirstOrThrow({ where: { merchantId: ctx.merchantId, type } });
const factsOf = async (ctx: RolledBackContext, type: string) => pushFactsOf(ctx, await eventOf(ctx, type));

describe('pushFactsOf', () => {
  it('tells of a claim what its event says, and the merchant by its appId', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCode(ctx);
      const { appId } = await ctx.tx.merchant.findUniqueOrThrow({ where: { id: ctx.merchantId } });
      expect(await factsOf(ctx, 'card.claimed')).toEqual({
        type: 'card.claimed',
        data: expect.objectContaining({ code: code.value }),
        cardId: card.id,
        openid: 'ann',
        appId,
        store: null,
        codeOuterStr: null,
        isGroupGift: false,
      });
    }));

  it('tells the store of a redemption by its number and its name', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx, { externalId: 'sid-1' });
      const { code } = await aCode(ctx);
      await redeemCode(ctx, { value: code.value, storeId: store.id });
      const named = { poiId: store.poiId, externalId: 'sid-1', name: '海底捞（王府井店）' };
      expect(await factsOf(ctx, 'code.redeemed')).toMatchObject({ store: named });
    }));

  it('tells of a gift whether it goes to a group, also when it is back', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const { id } = await giveCode(asUser(ctx, 'ann'), { value: code.value, isGroup: true });
      expect(await factsOf(ctx, 'code.gifting')).toMatchObject({ isGroupGift: true });
      await cancelGift(asUser(ctx, 'ann'), { id });
      expect(await factsOf(ctx, 'code.gift_cancelled')).toMatchObject({ isGroupGift: true });
    }));

  it('tells the channel of a code that a friend took', () =>
    rolledBack(async (ctx) => {
      const { card } = await aCode(ctx);
      const { codeId } = await claimCard(ctx, { cardId: card.id, openid: 'ann', outerStr: 'till' });
      const { value } = await ctx.tx.code.findUniqueOrThrow({ where: { id: codeId } });
      const { token } = await giveCode(asUser(ctx, 'ann'), { value });
      await acceptGift(asUser(ctx, 'bob'), { token });
      expect(await factsOf(ctx, 'code.received')).toMatchObject({ openid: 'bob', codeOuterStr: 'till' });
    }));

  it('finds nothing of another merchant', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      const event = await eventOf(ctx, 'store.approved');
      const { merchantId } = await another(ctx);
      expect(await pushFactsOf(ctx, { ...event, storeId: store.id })).toMatchObject({ store: { poiId: store.poiId } });
      expect(await pushFactsOf(ctx, { ...event, merchantId })).toMatchObject({ store: null });
    }));
});
