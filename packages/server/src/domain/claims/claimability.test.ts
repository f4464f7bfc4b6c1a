import { describe, expect, it } from 'vitest';
import { aCard, leftOf } from '../../../test/kit/factories.ts';
import { closeFastReview, openReviewOf, rejected } from '../../../test/kit/reviews.ts';
import { asKey, at, asUser, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import type { Card } from '../../generated/prisma/client.ts';
import { setAudience, setTesters, withdrawCard } from '../cards/index.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { claimabilityOf, claimCard, NotEligibleError } from './index.ts';

/** The checks that fail, with what they would refuse. */
const failing = async (ctx: RolledBackContext, card: Card, openid = 'ann') => {
  const { canClaim, checks } = await claimabilityOf(ctx, card, { openid });
  const failed = checks.flatMap(({ check, refusal }) => (refusal ? [`${check} ${refusal.code}`] : []));
  expect(canClaim).toBe(failed.length === 0);
  return failed;
};
const claim = (ctx: RolledBackContext, { id }: Card, openid = 'ann') => claimCard(ctx, { cardId: id, openid });

describe('a tester', () => {
  it('claims a card that waits for review, and one that was refused', () =>
    rolledBack(async (ctx) => {
      await closeFastReview(ctx);
      const card = await aCard(ctx);
      await expect(claim(ctx, card)).rejects.toMatchObject({ code: 'CARD_NOT_CLAIMABLE', status: 'IN_REVIEW' });
      expect(await failing(ctx, card)).toEqual(['STATUS CARD_NOT_CLAIMABLE']);
      await setTesters(ctx, { openids: ['ann'] });
      expect(await failing(ctx, card)).toEqual([]);
      await claim(asUser(ctx, 'ann'), card, '');
      await expect(claim(ctx, card, 'bob')).rejects.toMatchObject({ code: 'CARD_NOT_CLAIMABLE' });
      await rejected(ctx, card.id);
      await claim(ctx, card);
      expect(await leftOf(ctx, card.id)).toBe(8);
      // Claims of testers put nothing into circulation.
      expect(await ctx.tx.card.findUnique({ where: { id: card.id } })).toMatchObject({ status: 'REJECTED' });
    }));

  it('claims no card that was withdrawn', () =>
    rolledBack(async (ctx) => {
      await setTesters(ctx, { openids: ['ann'] });
      const card = await aCard(ctx);
      await withdrawCard(ctx, { id: card.id });
      await expect(claim(ctx, card)).rejects.toMatchObject({ status: 'WITHDRAWN' });
    }));
});

describe('a card that binds its users', () => {
  it('is claimed by those whom it is meant for, and by no others', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { bindOpenid: true });
      await setAudience(ctx, { cardId: card.id, openids: ['ann'] });
      await claim(ctx, card);
      await expect(claim(ctx, card, 'bob')).rejects.toThrow(NotEligibleError);
      expect(await failing(ctx, card, 'bob')).toEqual(['AUDIENCE NOT_ELIGIBLE']);
    }));

  it('binds testers too', () =>
    rolledBack(async (ctx) => {
      await setTesters(ctx, { openids: ['ann'] });
      const card = await aCard(ctx, { bindOpenid: true });
      await expect(claim(ctx, card)).rejects.toMatchObject({ weixinCode: 40112, reason: 'AUDIENCE' });
    }));
});

describe('claimability', () => {
  it('names every check, and changes nothing', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const { canClaim, serverTime, checks } = await claimabilityOf(ctx, card, { openid: 'ann' });
      expect([canClaim, serverTime]).toEqual([true, expect.any(Date)]);
      expect(checks.map(({ check }) => check)).toEqual([
        'STATUS',
        'VALIDITY_NOT_OVER',
        'VALIDITY_BEGUN',
        'AUDIENCE',
        'CODE',
        'CLAIM_LIMIT',
        'DRAW',
        'STOCK',
        'DEPOSITED_CODES',
      ]);
      expect(await leftOf(ctx, card.id)).toBe(10);
      expect(await ctx.tx.cardUser.count({ where: { cardId: card.id } })).toBe(0);
    }));

  it('tells all that is in the way at once, where a claim tells the first', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 1, claimLimit: 1, bindOpenid: true });
      await setAudience(ctx, { cardId: card.id, openids: ['ann'] });
      await claim(ctx, card);
      await setAudience(ctx, { cardId: card.id, openids: [] });
      expect(await failing(ctx, card)).toEqual([
        'AUDIENCE NOT_ELIGIBLE',
        'CLAIM_LIMIT CLAIM_LIMIT_REACHED',
        'STOCK OUT_OF_STOCK',
      ]);
      expect(await failing(ctx, card, 'bob')).toEqual(['AUDIENCE NOT_ELIGIBLE', 'STOCK OUT_OF_STOCK']);
    }));

  it('names the claim that exists where the limit is one, as a claim does', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { claimLimit: 1 });
      const { id } = await claim(ctx, card);
      const { checks } = await claimabilityOf(ctx, card, { openid: 'ann' });
      expect(checks.find(({ check }) => check === 'CLAIM_LIMIT')).toMatchObject({
        refusal: { used: 1, claim: { id } },
      });
      await expect(claim(ctx, card)).rejects.toMatchObject({ used: 1, claim: { id } });
    }));

  it('tells when the validity turns a verdict', () =>
    rolledBack(async (ctx) => {
      const [from, until] = [new Date('2036-01-01'), new Date('2036-02-01')];
      const card = await aCard(ctx, { validity: { type: 'FIX_TIME_RANGE', from, until } });
      const turns = async (time: string) =>
        (await claimabilityOf(at(ctx, time), card, { openid: 'ann' })).checks
          .filter(({ check }) => check.startsWith('VALIDITY'))
          .map(({ refusal, changesAt }) => [refusal?.code ?? 'passes', changesAt]);
      expect(await turns('2035-12-01T00:00:00Z')).toEqual([
        ['passes', until],
        ['NOT_STARTED', from],
      ]);
      expect(await turns('2036-01-15T00:00:00Z')).toEqual([
        ['passes', until],
        ['passes', null],
      ]);
      expect(await turns('2036-02-01T00:00:00Z')).toEqual([
        ['EXPIRED', null],
        ['passes', null],
      ]);
    }));

  it('tells when the review has to be decided', () =>
    rolledBack(async (ctx) => {
      await closeFastReview(ctx);
      const card = await aCard(ctx);
      const [status] = (await claimabilityOf(ctx, card, { openid: 'ann' })).checks;
      expect(status).toMatchObject({ check: 'STATUS', changesAt: (await openReviewOf(ctx, card.id)).dueAt });
    }));

  it('misses a deposited code where the card gives those', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      const card = await ctx.tx.card.update({ where: { id }, data: { codeMode: 'DEPOSITED' } });
      expect(await failing(ctx, card)).toEqual(['DEPOSITED_CODES OUT_OF_STOCK']);
    }));

  it('is refused for what is no openid, and without the scope', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      await expect(claimabilityOf(ctx, card, { openid: 'a b' })).rejects.toMatchObject({ field: ['openid'] });
      const reader = asKey(ctx, { scopes: ['cards:read'] });
      await expect(claimabilityOf(reader, card, { openid: 'ann' })).rejects.toThrow(NotAllowedError);
    }));
});
