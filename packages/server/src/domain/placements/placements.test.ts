import { describe, expect, it } from 'vitest';
import { aCard } from '../../../test/kit/factories.ts';
import { another, rolledBack } from '../../../test/kit/rolled-back.ts';
import { claimCard } from '../claims/index.ts';
import { InvalidInputError, NotFoundError } from '../kit/errors.ts';
import { closePlacement, countView, createPlacement, findPlacementByToken, placementCountsOf } from './index.ts';

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
      await countView(ctx, id);
      await countView(ctx, id);
      expect((await placementCountsOf(ctx, [id])).get(id)).toEqual({ views: 2, claims: 1 });
      expect(await findPlacementByToken(ctx, token)).toMatchObject({ status: 'OPEN', cards: [{ isUsed: false }] });
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
      expect(await findPlacementByToken(ctx, token)).toMatchObject({ status: 'CLOSED' });
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

  it('are not found by another merchant', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 5 });
      const { id } = await createPlacement(ctx, { kind: 'QR_CODE', cards: [{ cardId: card.id }] });
      await expect(closePlacement(await another(ctx), { placementId: id })).rejects.toThrow(NotFoundError);
    }));
});
