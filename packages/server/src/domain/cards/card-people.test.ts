import { describe, expect, it } from 'vitest';
import { aCard } from '../../../test/kit/factories.ts';
import { another, asKey, asUser, rolledBack } from '../../../test/kit/rolled-back.ts';
import { NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { audienceCounts, deleteCard, setAudience, setTesters, testersOf } from './index.ts';

const users = (count: number): string[] => Array.from({ length: count }, (_, index) => `user-${index}`);

describe('setTesters', () => {
  it('names the testers anew each time', () =>
    rolledBack(async (ctx) => {
      await setTesters(ctx, { openids: ['ann', 'bob'] });
      const testers = await setTesters(ctx, { openids: ['cid', 'bob', 'bob'] });
      expect(testers.map(({ openid }) => openid)).toEqual(['bob', 'cid']);
      expect(await testersOf(ctx)).toEqual(testers);
      const events = await ctx.tx.event.findMany({ where: { merchantId: ctx.merchantId, type: 'card.testers_set' } });
      expect(events.map(({ data }) => data)).toEqual([{ count: 2 }, { count: 2 }]);
      expect(await setTesters(ctx, { openids: [] })).toEqual([]);
    }));

  it('leaves the testers of another merchant alone', () =>
    rolledBack(async (ctx) => {
      const other = await another(ctx);
      await setTesters(other, { openids: ['ann'] });
      await setTesters(ctx, { openids: [] });
      expect(await testersOf(other)).toHaveLength(1);
    }));

  it('refuses more than ten, and what is no openid by its place', () =>
    rolledBack(async (ctx) => {
      await expect(setTesters(ctx, { openids: users(11) })).rejects.toMatchObject({ field: ['openids'] });
      await expect(setTesters(ctx, { openids: ['ann', 'b b'] })).rejects.toMatchObject({
        weixinCode: 40003,
        field: ['openids', 1],
      });
      expect(await setTesters(ctx, { openids: users(10) })).toHaveLength(10);
    }));

  it('is refused to users and to keys that may not write cards', () =>
    rolledBack(async (ctx) => {
      await expect(setTesters(asUser(ctx, 'ann'), { openids: [] })).rejects.toThrow(NotAllowedError);
      await expect(setTesters(asKey(ctx, { scopes: ['cards:read'] }), { openids: [] })).rejects.toThrow(
        NotAllowedError,
      );
    }));
});

describe('setAudience', () => {
  it('names the users of a card anew each time', () =>
    rolledBack(async (ctx) => {
      const { id: cardId } = await aCard(ctx, { bindOpenid: true });
      await setAudience(ctx, { cardId, openids: users(10_000) });
      expect(await audienceCounts(ctx, [cardId])).toEqual(new Map([[cardId, 10_000]]));
      await setAudience(ctx, { cardId, openids: ['user-1', 'zoe'] });
      const named = await ctx.tx.cardAudience.findMany({ where: { cardId }, orderBy: { openid: 'asc' } });
      expect(named.map(({ openid }) => openid)).toEqual(['user-1', 'zoe']);
      expect(await ctx.tx.event.count({ where: { cardId, type: 'card.audience_set' } })).toBe(2);
      await setAudience(ctx, { cardId, openids: [] });
      expect(await audienceCounts(ctx, [cardId])).toEqual(new Map([[cardId, 0]]));
    }));

  it('refuses more than ten thousand, what is no openid, and a deleted card', () =>
    rolledBack(async (ctx) => {
      const { id: cardId } = await aCard(ctx);
      await expect(setAudience(ctx, { cardId, openids: users(10_001) })).rejects.toMatchObject({ field: ['openids'] });
      await expect(setAudience(ctx, { cardId, openids: [''] })).rejects.toMatchObject({ field: ['openids', 0] });
      await deleteCard(ctx, { id: cardId });
      await expect(setAudience(ctx, { cardId, openids: [] })).rejects.toMatchObject({ code: 'CARD_STATUS_FORBIDS' });
    }));

  it('finds no card of another merchant, and asks for the scope', () =>
    rolledBack(async (ctx) => {
      const { id: cardId } = await aCard(ctx);
      const refused = setAudience(await another(ctx), { cardId, openids: [] });
      await expect(refused).rejects.toThrow(NotFoundError);
      await expect(refused).rejects.toMatchObject({ field: ['cardId'] });
      await expect(setAudience(asUser(ctx, 'ann'), { cardId, openids: [] })).rejects.toThrow(NotAllowedError);
    }));
});
