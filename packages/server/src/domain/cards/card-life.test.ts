import { describe, expect, it } from 'vitest';
import { aCard, aCode, leftOf } from '../../../test/kit/factories.ts';
import { asOperator } from '../../../test/kit/people.ts';
import { approved, closeFastReview, eventsOf, rejected } from '../../../test/kit/reviews.ts';
import { another, asKey, asUser, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { CardNotClaimableError, claimCard } from '../claims/index.ts';
import { NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { redeemCode } from '../redemptions/index.ts';
import { CardStatusError, deleteCard, relistCard, updateCard, withdrawCard } from './index.ts';

const typesOf = async (ctx: RolledBackContext, cardId: string) => (await eventsOf(ctx, cardId)).map(({ type }) => type);

describe('createCard, where FAST review is closed', () => {
  it('makes a card that waits for an operator', () =>
    rolledBack(async (ctx) => {
      await closeFastReview(ctx);
      const card = await aCard(ctx);
      expect(card).toMatchObject({ status: 'IN_REVIEW' });
      expect(await ctx.tx.review.findFirst({ where: { subjectId: card.id } })).toMatchObject({
        channel: 'NORMAL',
        verdict: null,
        decidedAt: null,
      });
      expect(await typesOf(ctx, card.id)).toEqual(['card.created', 'card.submitted']);
      await expect(claimCard(ctx, { cardId: card.id, openid: 'ann' })).rejects.toThrow(CardNotClaimableError);
      await approved(ctx, card.id);
      expect(await claimCard(ctx, { cardId: card.id, openid: 'ann' })).toMatchObject({ openid: 'ann' });
    }));

  it('leaves a refused card with its reasons', () =>
    rolledBack(async (ctx) => {
      await closeFastReview(ctx);
      const { id } = await aCard(ctx);
      await rejected(ctx, id);
      expect(await ctx.tx.card.findUnique({ where: { id } })).toMatchObject({ status: 'REJECTED' });
      expect((await eventsOf(ctx, id)).at(-1)).toMatchObject({ type: 'card.rejected', data: { versionId: null } });
    }));
});

describe('withdrawCard and relistCard', () => {
  it('end claims and begin them again, with the stock that was left', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCode(ctx, { quantity: 5 });
      expect(await withdrawCard(ctx, { id: card.id })).toMatchObject({ status: 'WITHDRAWN', withdrawnBy: 'MERCHANT' });
      await expect(claimCard(ctx, { cardId: card.id, openid: 'bob' })).rejects.toMatchObject({ status: 'WITHDRAWN' });
      expect(await relistCard(ctx, { id: card.id })).toMatchObject({ status: 'DISTRIBUTED', withdrawnBy: null });
      await claimCard(ctx, { cardId: card.id, openid: 'bob' });
      expect(await leftOf(ctx, card.id)).toBe(3);
      expect((await typesOf(ctx, card.id)).slice(4)).toEqual(['card.withdrawn', 'card.relisted', 'card.claimed']);
      expect(code.status).toBe('NORMAL');
    }));

  it('bring a card that nobody has claimed back as READY', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx, { externalId: 'spring' });
      await withdrawCard(ctx, { externalId: 'spring' });
      expect(await relistCard(ctx, { id })).toMatchObject({ status: 'READY', version: 3 });
    }));

  it('let only the operator relist what the operator took down', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await withdrawCard(ctx, { id });
      const operator = asOperator(ctx);
      expect(await withdrawCard(operator, { id })).toMatchObject({ withdrawnBy: 'OPERATOR' });
      await expect(relistCard(ctx, { id })).rejects.toMatchObject({
        status: 'WITHDRAWN',
        allowed: ['EDIT', 'DELETE', 'COPY', 'SET_AUDIENCE'],
      });
      expect(await relistCard(operator, { id })).toMatchObject({ status: 'READY', withdrawnBy: null });
    }));

  it('leave codes in users’ hands good', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCode(ctx);
      await withdrawCard(ctx, { id: card.id });
      expect(await redeemCode(ctx, { value: code.value })).toMatchObject({ codeId: code.id });
    }));

  it('refuse what the status forbids', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await expect(relistCard(ctx, { id })).rejects.toThrow(CardStatusError);
      await withdrawCard(ctx, { id });
      await expect(withdrawCard(ctx, { id })).rejects.toThrow(CardStatusError);
    }));
});

describe('deleteCard', () => {
  it('ends claims for good and leaves codes in users’ hands good', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCode(ctx);
      expect(await deleteCard(ctx, { id: card.id })).toMatchObject({ status: 'DELETED' });
      await expect(claimCard(ctx, { cardId: card.id, openid: 'bob' })).rejects.toMatchObject({ status: 'DELETED' });
      expect(await redeemCode(ctx, { value: code.value })).toMatchObject({ codeId: code.id });
      expect((await typesOf(ctx, card.id)).slice(4)).toEqual(['card.deleted', 'code.redeemed']);
    }));

  it('ends what waits for review', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await closeFastReview(ctx);
      await updateCard(ctx, { id, changes: { title: '新标题' } });
      await deleteCard(ctx, { id });
      expect(await ctx.tx.review.count({ where: { subjectId: id, decidedAt: null } })).toBe(0);
      expect(await ctx.tx.cardVersion.findFirst({ where: { cardId: id } })).toMatchObject({ status: 'SUPERSEDED' });
    }));

  it('is refused the second time', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await deleteCard(ctx, { id });
      await expect(deleteCard(ctx, { id })).rejects.toMatchObject({ weixinCode: 40078, allowed: ['COPY'] });
    }));

  it('lets the external id be of that card for good', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx, { externalId: 'spring' });
      await deleteCard(ctx, { id });
      await expect(aCard(ctx, { externalId: 'spring' })).rejects.toMatchObject({ field: ['externalId'] });
    }));
});

describe.each([
  ['withdrawCard', withdrawCard],
  ['relistCard', relistCard],
  ['deleteCard', deleteCard],
] as const)('%s', (_name, verb) => {
  it('finds no card of another merchant', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await expect(verb(await another(ctx), { id })).rejects.toThrow(NotFoundError);
    }));

  it('is refused to users and to keys that may not write cards', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await expect(verb(asUser(ctx, 'ann'), { id })).rejects.toThrow(NotAllowedError);
      await expect(verb(asKey(ctx, { scopes: ['cards:read'] }), { id })).rejects.toThrow(NotAllowedError);
    }));
});
