import { describe, expect, it } from 'vitest';
import { aCard, aPoolCard, leftOf } from '../../../test/kit/factories.ts';
import { another, asKey, asUser, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { CardStatusError } from '../cards/index.ts';
import { claimCard } from '../claims/index.ts';
import { IdempotencyKeyReusedError, InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { adjustStock, NotEnoughStockError, StockAboveCodesError, StockLimitReachedError, stockOf } from './index.ts';

const stockOfCard = async (ctx: RolledBackContext, cardId: string) => (await stockOf(ctx, [cardId])).get(cardId);
const historyOf = (ctx: RolledBackContext, cardId: string) =>
  ctx.tx.stockChange.findMany({ where: { cardId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
const eventsOf = (ctx: RolledBackContext, cardId: string, type: string) =>
  ctx.tx.event.findMany({ where: { cardId, type }, orderBy: { position: 'asc' } });

describe('adjustStock', () => {
  it('puts pieces in as a lot of their own, with history and event', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 7 });
      const change = await adjustStock(ctx, { cardId: card.id, delta: 5, reason: '补货' });
      expect(change).toMatchObject({ delta: 5, quantityAfter: 12, leftAfter: 12, reason: '补货', replayed: false });
      expect(await stockOfCard(ctx, card.id)).toEqual({ quantity: 12, left: 12 });
      expect(await ctx.tx.stockLot.count({ where: { cardId: card.id } })).toBe(2);
      expect(await historyOf(ctx, card.id)).toMatchObject([
        { delta: 7, quantityAfter: 7, leftAfter: 7, reason: null },
        { delta: 5, quantityAfter: 12, leftAfter: 12, actorKind: 'secretKey' },
      ]);
      const [event] = await eventsOf(ctx, card.id, 'card.stock_changed');
      expect(event?.data).toEqual({ delta: 5, quantity: 12, left: 12, reason: '补货' });
    }));

  it('takes out what nobody has claimed, from the newest lots', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 3 });
      await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      await adjustStock(ctx, { cardId: card.id, delta: 2 });
      await adjustStock(ctx, { cardId: card.id, delta: -3 });
      expect(await stockOfCard(ctx, card.id)).toEqual({ quantity: 2, left: 1 });
      const lots = await ctx.tx.stockLot.findMany({ where: { cardId: card.id }, orderBy: { quantity: 'desc' } });
      expect(lots).toMatchObject([
        { quantity: 2, left: 1 },
        { quantity: 0, left: 0 },
      ]);
      await expect(adjustStock(ctx, { cardId: card.id, delta: -2 })).rejects.toMatchObject({
        left: 1,
        weixinCode: 40122,
      });
    }));

  it('lets claims take what was put in', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 0 });
      await adjustStock(ctx, { cardId: card.id, delta: 1 });
      await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      expect(await leftOf(ctx, card.id)).toBe(0);
    }));

  it('repeats the answer of an idempotency key', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const order = { cardId: card.id, delta: 5, idempotencyKey: 'stock-0001' };
      const first = await adjustStock(ctx, order);
      expect(await adjustStock(ctx, order)).toEqual({ ...first, replayed: true });
      expect(await leftOf(ctx, card.id)).toBe(15);
      await expect(adjustStock(ctx, { ...order, delta: 6 })).rejects.toThrow(IdempotencyKeyReusedError);
    }));

  it.each([
    ['nothing', { delta: 0 }, InvalidInputError],
    ['a fraction', { delta: 0.5 }, InvalidInputError],
    ['more than is left', { delta: -11 }, NotEnoughStockError],
    ['more than any card holds', { delta: 99_999_991 }, StockLimitReachedError],
    ['an endless reason', { delta: 1, reason: '长'.repeat(65) }, InvalidInputError],
    ['a reason of two lines', { delta: 1, reason: 'a\nb' }, InvalidInputError],
  ])('refuses %s', (_what, order, refusal) =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 10 });
      await expect(adjustStock(ctx, { cardId: card.id, ...order })).rejects.toThrow(refusal);
    }),
  );

  it.each(['WITHDRAWN', 'DELETED'] as const)('refuses a card that is %s, and says what is allowed', (status) =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      await ctx.tx.card.update({ where: { id: card.id }, data: { status } });
      const work = adjustStock(ctx, { cardId: card.id, delta: 1 });
      await expect(work).rejects.toThrow(CardStatusError);
      await expect(work).rejects.toMatchObject({ status, weixinCode: 40078 });
    }),
  );

  it('keeps within the free codes of a pool', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['A-1', 'A-2', 'A-3'], left: 2 });
      await expect(adjustStock(ctx, { cardId: card.id, delta: 2 })).rejects.toMatchObject({
        left: 2,
        free: 3,
        weixinCode: 40136,
      });
      await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      await expect(adjustStock(ctx, { cardId: card.id, delta: 2 })).rejects.toThrow(StockAboveCodesError);
      await adjustStock(ctx, { cardId: card.id, delta: 1 });
      await adjustStock(ctx, { cardId: card.id, delta: -2 });
      expect(await stockOfCard(ctx, card.id)).toEqual({ quantity: 1, left: 0 });
    }));

  it('does not know the card of another merchant', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const order = { cardId: card.id, delta: 1 };
      await expect(adjustStock(await another(ctx), order)).rejects.toThrow(NotFoundError);
    }));

  it('asks for the scope', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      for (const actor of [asKey(ctx, { scopes: ['cards:read'] }), asUser(ctx, 'ann')])
        await expect(adjustStock(actor, { cardId: card.id, delta: 1 })).rejects.toThrow(NotAllowedError);
    }));
});

describe('a stock that runs low', () => {
  it('is told once, and again only after a refill', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 202, claimLimit: 500 });
      const claims = async (count: number) => {
        for (let n = 0; n < count; n += 1) await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      };
      const toldLeft = async () => (await eventsOf(ctx, card.id, 'card.stock_low')).map(({ data }) => data);
      await claims(101);
      expect(await toldLeft()).toEqual([]);
      await claims(3);
      expect(await toldLeft()).toEqual([{ quantity: 202, left: 100 }]);
      await adjustStock(ctx, { cardId: card.id, delta: 3 });
      await claims(2);
      expect(await toldLeft()).toEqual([
        { quantity: 202, left: 100 },
        { quantity: 205, left: 100 },
      ]);
    }));

  it('is told when its merchant takes pieces out', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 400 });
      // As if 270 were claimed.
      await ctx.tx.stockLot.updateMany({ where: { cardId: card.id }, data: { left: 130 } });
      await adjustStock(ctx, { cardId: card.id, delta: -20 });
      expect(await eventsOf(ctx, card.id, 'card.stock_low')).toEqual([]);
      await adjustStock(ctx, { cardId: card.id, delta: -20 });
      expect(await eventsOf(ctx, card.id, 'card.stock_low')).toMatchObject([{ data: { quantity: 360, left: 90 } }]);
    }));

  it('is no matter of small cards', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 101 });
      await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      expect(await eventsOf(ctx, card.id, 'card.stock_low')).toEqual([]);
    }));
});
