import { describe, expect, it } from 'vitest';
import { aCard, aStore, leftOf } from '../../../test/kit/factories.ts';
import { closeFastReview } from '../../../test/kit/reviews.ts';
import { another, asKey, at, rolledBack } from '../../../test/kit/rolled-back.ts';
import { IdempotencyKeyReusedError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { deleteStore } from '../stores/index.ts';
import { copyCard, deleteCard, updateCard } from './index.ts';

describe('copyCard', () => {
  it('makes a new card with the same face, its stores and no stock', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      const textImages = [{ imageUrl: 'http://mmbiz.qpic.cn/a', text: '第一段' }];
      const original = await aCard(ctx, {
        storeIds: [store.id],
        externalId: 'spring',
        center: { title: '去用', url: 'http://a.example/' },
        useCondition: { leastCostFen: 500, canUseWithOtherDiscount: false },
        textImages,
        canShare: false,
      });
      const copy = await copyCard(ctx, { from: { id: original.id } });
      const { id, externalId, replayed, createdAt, updatedAt, ...face } = copy;
      expect(original).toMatchObject(face);
      expect([id === original.id, externalId, replayed]).toEqual([false, null, false]);
      expect([createdAt, updatedAt]).toEqual([expect.any(Date), expect.any(Date)]);
      expect(await ctx.tx.cardStore.findMany({ where: { cardId: id } })).toEqual([{ cardId: id, storeId: store.id }]);
      expect(await leftOf(ctx, id)).toBe(0);
      const events = await ctx.tx.event.findMany({ where: { cardId: id }, orderBy: { position: 'asc' } });
      expect(events.map(({ type }) => type)).toEqual(['card.created', 'card.approved']);
    }));

  it('takes its own title, external id, stock and validity', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      const validity = { type: 'FIX_TIME_RANGE', from: '2036-01-01', until: '2036-01-31' };
      const own = { externalId: 'autumn', title: '秋天', quantity: 3, validity };
      const copy = await copyCard(ctx, { from: { id }, ...own });
      expect(copy).toMatchObject({
        externalId: 'autumn',
        title: '秋天',
        validityType: 'FIX_TIME_RANGE',
        validUntil: new Date('2036-01-31T16:00:00Z'),
      });
      expect(await leftOf(ctx, copy.id)).toBe(3);
    }));

  it('copies a deleted card and leaves out stores that are gone', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      const { id } = await aCard(ctx, { storeIds: [store.id] });
      await deleteCard(ctx, { id });
      await deleteStore(ctx, { id: store.id });
      const copy = await copyCard(ctx, { from: { id } });
      expect(copy.status).toBe('READY');
      expect(await ctx.tx.cardStore.count({ where: { cardId: copy.id } })).toBe(0);
    }));

  it('copies the approved face, not what waits for review, and is reviewed itself', () =>
    rolledBack(async (ctx) => {
      const { id, title } = await aCard(ctx);
      await closeFastReview(ctx);
      await updateCard(ctx, { id, changes: { title: '新标题' } });
      expect(await copyCard(ctx, { from: { id } })).toMatchObject({ title, status: 'IN_REVIEW' });
    }));

  it('asks for a validity where that of the card is over', () =>
    rolledBack(async (ctx) => {
      const span = { type: 'FIX_TIME_RANGE', from: new Date('2030-01-01'), until: new Date('2030-02-01') };
      const { id } = await aCard(ctx, { validity: span });
      const later = at(ctx, '2031-01-01T00:00:00Z');
      await expect(copyCard(later, { from: { id } })).rejects.toMatchObject({ field: ['validity', 'until'] });
      const until = new Date('2031-02-01');
      expect(await copyCard(later, { from: { id }, validity: { until } })).toMatchObject({ validUntil: until });
    }));

  it('takes nothing of a span into a term', () =>
    rolledBack(async (ctx) => {
      const span = { type: 'FIX_TIME_RANGE', from: new Date('2030-01-01'), until: new Date('2036-02-01') };
      const { id } = await aCard(ctx, { validity: span });
      const copy = await copyCard(ctx, { from: { id }, validity: { type: 'FIX_TERM', termDays: 7 } });
      expect(copy).toMatchObject({ validityType: 'FIX_TERM', termDays: 7, validFrom: null, validUntil: null });
    }));

  it('refuses a title that is too long, and another card’s external id', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await expect(copyCard(ctx, { from: { id }, title: '一二三四五六七八九十' })).rejects.toMatchObject({
        weixinCode: 45021,
      });
      await aCard(ctx, { externalId: 'spring' });
      await expect(copyCard(ctx, { from: { id }, externalId: 'spring' })).rejects.toMatchObject({
        field: ['externalId'],
      });
    }));

  it('finds no card of another merchant, and asks for the scope', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await expect(copyCard(await another(ctx), { from: { id } })).rejects.toThrow(NotFoundError);
      await expect(copyCard(asKey(ctx, { scopes: ['cards:read'] }), { from: { id } })).rejects.toThrow(NotAllowedError);
    }));

  it('repeats the answer of an idempotency key', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      const order = { from: { id }, idempotencyKey: 'copy-00001' };
      const first = await copyCard(ctx, order);
      expect(await copyCard(ctx, order)).toEqual({ ...first, replayed: true });
      await expect(copyCard(ctx, { ...order, title: '别的' })).rejects.toThrow(IdempotencyKeyReusedError);
    }));
});
