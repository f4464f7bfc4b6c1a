import { describe, expect, it } from 'vitest';
import { aCard, aDraft, aStore, leftOf } from '../../../test/kit/factories.ts';
import { another, asKey, asUser, rolledBack } from '../../../test/kit/rolled-back.ts';
import { IdempotencyKeyReusedError, InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { benefitOf, createCard, entriesOf, getCard } from './index.ts';

describe('createCard', () => {
  it('keeps the card with its stock, stores, review and events', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      const card = await aCard(ctx, {
        poiIds: [store.poiId],
        center: { title: '立即使用', url: 'www.qq.com' },
        quantity: 7,
      });
      expect(card).toMatchObject({ status: 'READY', claimLimit: 50, useLimit: 50, version: 1 });
      expect(benefitOf(card)).toEqual({ kind: 'CASH', leastCostFen: 10_000, reduceCostFen: 1_000 });
      expect(entriesOf(card).center).toMatchObject({ url: 'http://www.qq.com' });
      expect(await leftOf(ctx, card.id)).toBe(7);
      expect(await ctx.tx.cardStore.findMany({ where: { cardId: card.id } })).toEqual([
        { cardId: card.id, storeId: store.id },
      ]);
      expect(await ctx.tx.review.findFirst({ where: { subjectId: card.id } })).toMatchObject({
        channel: 'FAST',
        verdict: 'APPROVED',
      });
      const events = await ctx.tx.event.findMany({ where: { cardId: card.id }, orderBy: { position: 'asc' } });
      expect(events.map(({ type }) => type)).toEqual(['card.created', 'card.approved']);
    }));

  it('repeats the answer of an idempotency key', () =>
    rolledBack(async (ctx) => {
      const first = await aCard(ctx, { idempotencyKey: 'create-0001' });
      expect(first.replayed).toBe(false);
      expect(await aCard(ctx, { idempotencyKey: 'create-0001' })).toEqual({ ...first, replayed: true });
      await expect(aCard(ctx, { idempotencyKey: 'create-0001', title: '别的券' })).rejects.toThrow(
        IdempotencyKeyReusedError,
      );
    }));

  it('keeps a service once, however often it is named', () =>
    rolledBack(async (ctx) => {
      const [wifi, pets] = ['BIZ_SERVICE_FREE_WIFI', 'BIZ_SERVICE_WITH_PET'];
      const card = await aCard(ctx, { businessServices: [wifi, pets, wifi] });
      expect(card.businessServices).toEqual([wifi, pets]);
    }));

  it('refuses a store of another merchant as unknown', () =>
    rolledBack(async (ctx) => {
      const theirs = await aStore(await another(ctx));
      await expect(aCard(ctx, { storeIds: [theirs.id] })).rejects.toThrow(NotFoundError);
    }));

  it('refuses an image of a host that is not on the list', () =>
    rolledBack(async (ctx) => {
      await expect(aCard(ctx, { logoUrl: 'http://evil.example/logo.png' })).rejects.toMatchObject({
        weixinCode: 40141,
        field: ['logoUrl'],
      });
    }));

  it('refuses a validity that is over', () =>
    rolledBack(async (ctx) => {
      const validity = {
        type: 'FIX_TIME_RANGE',
        from: new Date('2014-04-15T16:00:00Z'),
        until: new Date('2016-09-01T10:04:21Z'),
      };
      await expect(aCard(ctx, { validity })).rejects.toMatchObject({ weixinCode: 40079, field: ['validity', 'until'] });
    }));

  it('takes bare days as whole days in the zone of the merchant', () =>
    rolledBack(
      async (ctx) => {
        const validity = { type: 'FIX_TIME_RANGE', from: '2037-01-01', until: '2037-01-31' };
        expect(await createCard(ctx, { ...aDraft(), validity })).toMatchObject({
          validFrom: new Date('2036-12-31T18:00:00Z'),
          validUntil: new Date('2037-01-31T18:00:00Z'),
        });
      },
      { timeZone: 'Asia/Urumqi' },
    ));

  it('refuses a second card with the same external id', () =>
    rolledBack(async (ctx) => {
      await aCard(ctx, { externalId: 'spring' });
      await expect(aCard(ctx, { externalId: 'spring' })).rejects.toThrow(InvalidInputError);
    }));

  it('refuses a merchant that is not approved', () =>
    rolledBack(async (ctx) => {
      await ctx.tx.merchant.update({ where: { id: ctx.merchantId }, data: { status: 'IN_REVIEW' } });
      await expect(aCard(ctx)).rejects.toThrow(NotAllowedError);
    }));

  it('refuses a user and a key without the scope', () =>
    rolledBack(async (ctx) => {
      await expect(createCard(asUser(ctx, 'ann'), aDraft())).rejects.toThrow(NotAllowedError);
      await expect(createCard(asKey(ctx, { scopes: ['cards:read'] }), aDraft())).rejects.toThrow(NotAllowedError);
    }));

  it('hides the card from another merchant', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      await expect(getCard(await another(ctx), { id: card.id })).rejects.toThrow(NotFoundError);
    }));
});
