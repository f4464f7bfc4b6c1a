import { describe, expect, it } from 'vitest';
import { aCard, leftOf } from '../../../test/kit/factories.ts';
import { another, asKey, asUser, at, rolledBack } from '../../../test/kit/rolled-back.ts';
import {
  ExpiredError,
  IdempotencyKeyReusedError,
  InvalidInputError,
  NotAllowedError,
  NotFoundError,
  NotStartedError,
} from '../kit/errors.ts';
import { CardNotClaimableError, ClaimLimitReachedError, claimCard, OutOfStockError } from './index.ts';

const fixed = {
  type: 'FIX_TIME_RANGE',
  from: new Date('2030-01-01T00:00:00Z'),
  until: new Date('2030-02-01T00:00:00Z'),
};

describe('claimCard', () => {
  it('puts a code into the hands of the user, takes a piece and tells of it', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 5 });
      const claim = await claimCard(ctx, { cardId: card.id, openid: 'ann', outerStr: '门店海报' });
      const code = await ctx.tx.code.findUniqueOrThrow({ where: { id: claim.codeId }, include: { history: true } });
      expect(code).toMatchObject({ openid: 'ann', status: 'NORMAL', mode: 'SYSTEM', outerStr: '门店海报' });
      expect(code.value).toMatch(/^[1-9]\d{11}$/);
      expect(code.history).toMatchObject([{ from: null, to: 'NORMAL', actorKind: 'secretKey' }]);
      expect(claim.replayed).toBe(false);
      expect(await leftOf(ctx, card.id)).toBe(4);
      const events = await ctx.tx.event.findMany({
        where: { cardId: card.id, type: { startsWith: 'card.' } },
        orderBy: { position: 'asc' },
      });
      expect(events.map(({ type }) => type)).toEqual([
        'card.created',
        'card.approved',
        'card.claimed',
        'card.distributed',
      ]);
      expect((await ctx.tx.card.findUniqueOrThrow({ where: { id: card.id } })).status).toBe('DISTRIBUTED');
    }));

  it('takes the user from the user token', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      expect(await claimCard(asUser(ctx, 'bob'), { cardId: card.id })).toMatchObject({ openid: 'bob' });
    }));

  it('repeats the claim of an idempotency key and takes one piece', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 5, claimLimit: 1 });
      const input = { cardId: card.id, openid: 'ann', idempotencyKey: 'tap-00000001' };
      const first = await claimCard(ctx, input);
      expect(await claimCard(ctx, input)).toEqual({ ...first, replayed: true });
      expect(await leftOf(ctx, card.id)).toBe(4);
    }));

  it('refuses another request under the same key', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      await claimCard(ctx, { cardId: card.id, openid: 'ann', idempotencyKey: 'tap-00000001' });
      await expect(
        claimCard(ctx, { cardId: card.id, openid: 'ann', outerStr: 'x', idempotencyKey: 'tap-00000001' }),
      ).rejects.toThrow(IdempotencyKeyReusedError);
    }));

  it('keeps the keys of two users apart', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const ann = await claimCard(asUser(ctx, 'ann'), { cardId: card.id, idempotencyKey: 'tap-00000001' });
      const bob = await claimCard(asUser(ctx, 'bob'), { cardId: card.id, idempotencyKey: 'tap-00000001' });
      expect(bob.id).not.toBe(ann.id);
    }));

  it('refuses the second claim when the limit is one, and shows the first', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { claimLimit: 1 });
      const { replayed: _replayed, code: _code, ...first } = await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      const second = claimCard(ctx, { cardId: card.id, openid: 'ann' });
      await expect(second).rejects.toMatchObject({ code: 'CLAIM_LIMIT_REACHED', limit: 1, used: 1, claim: first });
      expect(await leftOf(ctx, card.id)).toBe(9);
    }));

  it('refuses the third claim when the limit is two, without a claim to show', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { claimLimit: 2 });
      await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      await expect(claimCard(ctx, { cardId: card.id, openid: 'ann' })).rejects.toThrow(
        new ClaimLimitReachedError(2, 2, null),
      );
    }));

  it('refuses a card that is sold out', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { quantity: 1 });
      await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      await expect(claimCard(ctx, { cardId: card.id, openid: 'bob' })).rejects.toThrow(OutOfStockError);
    }));

  it('refuses a card before and after its range', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx, { validity: fixed });
      const input = { cardId: card.id, openid: 'ann' };
      await expect(claimCard(at(ctx, '2029-12-31T23:59:59Z'), input)).rejects.toThrow(NotStartedError);
      await expect(claimCard(at(ctx, '2030-02-01T00:00:00Z'), input)).rejects.toThrow(ExpiredError);
      await expect(claimCard(at(ctx, '2030-01-01T00:00:00Z'), input)).resolves.toMatchObject({ openid: 'ann' });
    }));

  it('refuses a term that would begin after the common end', () =>
    rolledBack(async (ctx) => {
      const until = new Date(ctx.now().getTime() + 86_400_000);
      const card = await aCard(ctx, { validity: { type: 'FIX_TERM', termDays: 5, termStartDays: 3, until } });
      await expect(claimCard(ctx, { cardId: card.id, openid: 'ann' })).rejects.toThrow(new ExpiredError(until));
    }));

  it.each(['IN_REVIEW', 'REJECTED', 'WITHDRAWN', 'DELETED'] as const)('refuses a card that is %s', (status) =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      await ctx.tx.card.update({ where: { id: card.id }, data: { status } });
      await expect(claimCard(ctx, { cardId: card.id, openid: 'ann' })).rejects.toThrow(
        new CardNotClaimableError(status),
      );
    }),
  );

  it("refuses an unknown card, and another merchant's card alike", () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      await expect(claimCard(ctx, { cardId: 'card_unknown', openid: 'ann' })).rejects.toThrow(NotFoundError);
      await expect(claimCard(await another(ctx), { cardId: card.id, openid: 'ann' })).rejects.toThrow(NotFoundError);
    }));

  const badInputs: [string, Record<string, string | undefined>, string][] = [
    ['no user', { openid: undefined }, 'openid'],
    ['a user of 65 characters', { openid: 'a'.repeat(65) }, 'openid'],
    ['a user with a space', { openid: 'ann b' }, 'openid'],
    ['a channel of 129 bytes', { outerStr: 'c'.repeat(129) }, 'outerStr'],
    ['a short idempotency key', { idempotencyKey: 'short' }, 'idempotencyKey'],
  ];
  it.each(badInputs)('refuses %s and names the field', (_name, changes, field) =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const refused = claimCard(ctx, { cardId: card.id, openid: 'ann', ...changes });
      await expect(refused).rejects.toThrow(InvalidInputError);
      await expect(refused).rejects.toMatchObject({ field: [field] });
    }),
  );

  it('refuses a key without the scope, and a user who names another', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      await expect(
        claimCard(asKey(ctx, { scopes: ['cards:read'] }), { cardId: card.id, openid: 'ann' }),
      ).rejects.toThrow(NotAllowedError);
      await expect(claimCard(asUser(ctx, 'ann'), { cardId: card.id, openid: 'bob' })).rejects.toThrow(NotAllowedError);
    }));
});
