import { describe, expect, it } from 'vitest';
import { aCard, IMAGE_URL } from '../../../test/kit/factories.ts';
import { another, asUser, at, rolledBack } from '../../../test/kit/rolled-back.ts';
import { claimCard } from '../claims/index.ts';
import { InvalidInputError, NotFoundError } from '../kit/errors.ts';
import {
  channelCountsOf,
  closePlacement,
  countViews,
  createPlacement,
  findPlacementByToken,
  placementCountsOf,
} from './index.ts';

describe('placements', () => {
  it('lead to claims with their channel, and count views and claims', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 5 });
      const { id, token } = await createPlacement(ctx, {
        kind: 'QR_CODE',
        channel: 'till',
        cards: [{ cardId: card.id }],
      });
      const claim = await claimCard(ctx, { cardId: card.id, openid: 'ann', placementToken: token });
      expect(claim).toMatchObject({ placementId: id, outerStr: 'till' });
      await countViews(ctx, [
        { placementId: id, channel: 'till', count: 1 },
        { placementId: id, channel: null, count: 1 },
      ]);
      await countViews(ctx, [{ placementId: id, channel: 'till', count: 1 }]);
      expect((await placementCountsOf(ctx, [id])).get(id)).toEqual({ views: 3, claims: 1 });
      expect(await channelCountsOf(ctx, id)).toEqual([
        { channel: 'till', views: 2, claims: 1 },
        { channel: null, views: 1, claims: 0 },
      ]);
    }));

  it('refuse the second claim of what is good for one', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 5 });
      const cards = [{ cardId: card.id, isSingleUse: true }];
      const { token } = await createPlacement(ctx, { kind: 'QR_CODE', cards });
      await claimCard(ctx, { cardId: card.id, openid: 'ann', placementToken: token });
      await expect(claimCard(ctx, { cardId: card.id, openid: 'bob', placementToken: token })).rejects.toMatchObject({
        code: 'PLACEMENT_USED',
      });
    }));

  it('hand out nothing once they are closed', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 5 });
      const { id, token } = await createPlacement(ctx, { kind: 'ARTICLE', cards: [{ cardId: card.id }] });
      await closePlacement(ctx, { placementId: id });
      await expect(claimCard(ctx, { cardId: card.id, openid: 'ann', placementToken: token })).rejects.toMatchObject({
        code: 'PLACEMENT_CLOSED',
        reason: 'CLOSED',
      });
    }));

  it('let only the named user claim', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 5 });
      const { token } = await createPlacement(ctx, { kind: 'QR_CODE', cards: [{ cardId: card.id, openid: 'ann' }] });
      await expect(claimCard(ctx, { cardId: card.id, openid: 'bob', placementToken: token })).rejects.toMatchObject({
        code: 'NOT_ELIGIBLE',
      });
    }));

  it('hold at most five cards in one QR code', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 5 });
      const cards = Array.from({ length: 6 }, () => ({ cardId: card.id }));
      await expect(createPlacement(ctx, { kind: 'QR_CODE', cards })).rejects.toThrow(InvalidInputError);
    }));

  it('hand out nothing once their time is over', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const cards = [{ cardId: card.id }];
      const { token } = await createPlacement(ctx, { kind: 'QR_CODE', expiresInSeconds: 60, cards });
      const later = at(ctx, new Date(ctx.now().getTime() + 61_000));
      await expect(claimCard(later, { cardId: card.id, openid: 'ann', placementToken: token })).rejects.toMatchObject({
        code: 'PLACEMENT_CLOSED',
        reason: 'EXPIRED',
      });
    }));

  it('give each of several cards its own channel, and the code that was fixed', () =>
    rolledBack(async (ctx) => {
      await ctx.tx.merchantPermissionGrant.create({
        data: { merchantId: ctx.merchantId, permission: 'CUSTOM_CODE', grantedAt: ctx.now(), grantedBy: 'test' },
      });
      const [plain, custom] = [await aCard(ctx), await aCard(ctx, { useCustomCode: true })];
      const cards = [
        { cardId: plain.id, outerStr: 'left' },
        { cardId: custom.id, code: 'VIP-0001' },
      ];
      const { token } = await createPlacement(ctx, { kind: 'QR_CODE', channel: 'door', cards });
      const claim = (cardId: string, openid: string) =>
        claimCard(asUser(ctx, openid), { cardId, placementToken: token });
      expect(await claim(plain.id, 'ann')).toMatchObject({ outerStr: 'left' });
      const { codeId, outerStr } = await claim(custom.id, 'ann');
      expect(outerStr).toBe('door');
      expect(await ctx.tx.code.findUnique({ where: { id: codeId } })).toMatchObject({ value: 'VIP-0001' });
      await expect(claim(custom.id, 'bob')).rejects.toMatchObject({ code: 'PLACEMENT_USED' });
    }));

  it('keep no more than a hundred channels of strangers in a day', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const { id } = await createPlacement(ctx, { kind: 'ARTICLE', cards: [{ cardId: card.id }] });
      const views = (from: number, to: number) =>
        Array.from({ length: to - from }, (_, index) => ({ placementId: id, channel: `c${from + index}`, count: 1 }));
      await countViews(ctx, views(0, 60));
      await countViews(ctx, [...views(60, 103), ...views(7, 8)]);
      const rows = await ctx.tx.placementViews.findMany({ where: { placementId: id } });
      expect(rows).toHaveLength(101);
      expect(rows.find(({ channel }) => channel === '')).toMatchObject({ count: 3 });
      expect(rows.find(({ channel }) => channel === 'c7')).toMatchObject({ count: 2 });
    }));

  it('are shown to whoever holds their token, each card once', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const cards = [
        { cardId: card.id, openid: 'ann' },
        { cardId: card.id, openid: 'bob' },
      ];
      const { id, token } = await createPlacement(ctx, { kind: 'QR_CODE', cards });
      expect(await findPlacementByToken(ctx, token)).toMatchObject({
        status: 'OPEN',
        merchant: { id: ctx.merchantId },
        cards: [{ card: { id: card.id } }],
      });
      for (const openid of ['ann', 'bob']) await claimCard(ctx, { cardId: card.id, openid, placementToken: token });
      expect(await findPlacementByToken(ctx, token)).toMatchObject({ status: 'USED' });
      await closePlacement(ctx, { placementId: id });
      expect(await findPlacementByToken(ctx, token)).toMatchObject({ status: 'CLOSED' });
      for (const wrong of ['', 'short', `${token}x`, "' OR 1=1 --", 'x'.repeat(100)])
        expect(await findPlacementByToken(ctx, wrong)).toBeNull();
    }));

  it.each([
    [{ kind: 'WIFI', settings: { ssid: 'guest' }, storeId: 'store_unknown' }, ['storeId'], 'NOT_FOUND'],
    [
      { kind: 'SHELF', settings: { title: '货架', bannerUrl: IMAGE_URL, scene: 'SCENE_MOON' } },
      ['scene'],
      'INVALID_INPUT',
    ],
  ] as const)('refuse at its field what is wrong with %j', (draft, field, code) =>
    rolledBack(async (ctx) => {
      const cards = [{ cardId: (await aCard(ctx)).id }];
      await expect(createPlacement(ctx, { ...draft, cards })).rejects.toMatchObject({ code, field });
    }),
  );

  it('take what is blank as not given', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const cards = [{ cardId: card.id, openid: ' ', code: '\u200b' }];
      const { id, name } = await createPlacement(ctx, { kind: 'QR_CODE', name: '  ', cards });
      expect(name).toBe(card.title);
      expect(await ctx.tx.placementCard.findFirst({ where: { placementId: id } })).toMatchObject({
        openid: null,
        code: null,
        isSingleUse: false,
      });
    }));

  it('lead to no claim of another merchant, and stay free', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const cards = [{ cardId: card.id, isSingleUse: true }];
      const { token } = await createPlacement(ctx, { kind: 'QR_CODE', cards });
      const others = await another(ctx);
      for (const cardId of [card.id, (await aCard(others)).id])
        await expect(claimCard(others, { cardId, openid: 'ann', placementToken: token })).rejects.toThrow(
          NotFoundError,
        );
      expect((await findPlacementByToken(ctx, token))?.status).toBe('OPEN');
    }));

  it('are not found by another merchant', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 5 });
      const { id } = await createPlacement(ctx, { kind: 'QR_CODE', cards: [{ cardId: card.id }] });
      await expect(closePlacement(await another(ctx), { placementId: id })).rejects.toThrow(NotFoundError);
    }));
});
