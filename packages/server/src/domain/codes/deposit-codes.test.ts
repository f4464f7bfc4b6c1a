import { describe, expect, it } from 'vitest';
import { aCard, aCustomCard, aPoolCard, leftOf } from '../../../test/kit/factories.ts';
import { another, asKey, asUser, rolledBack } from '../../../test/kit/rolled-back.ts';
import { CardStatusError } from '../cards/index.ts';
import { InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { checkCodes, CodeModeError, countDepositedCodes, depositCodes } from './index.ts';

describe('depositCodes', () => {
  it('puts codes in the pool, reports on each and leaves stock alone', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['A1'], left: 0 });
      const result = await depositCodes(ctx, { cardId: card.id, values: ['A1', 'Ａ2', ' A3 ', 'A2', '', 'A 4'] });
      expect(result).toMatchObject({
        card: { id: card.id },
        added: ['A2', 'A3'],
        duplicate: ['A1', 'A2'],
        failed: [
          { value: '', reason: 'EMPTY' },
          { value: 'A 4', reason: 'INVALID_CHARACTER' },
        ],
      });
      expect(await countDepositedCodes(ctx, card.id)).toEqual({ total: 3, free: 3 });
      expect(await leftOf(ctx, card.id)).toBe(0);
      const events = await ctx.tx.event.findMany({
        where: { cardId: card.id, type: 'codes.deposited' },
        orderBy: { position: 'asc' },
      });
      expect(events.map(({ data }) => data)).toEqual([{ count: 1 }, { count: 2 }]);
    }));

  it('adds nothing when it is repeated, and tells nobody', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['A1'] });
      const again = await depositCodes(ctx, { cardId: card.id, values: ['A1'] });
      expect(again).toMatchObject({ added: [], duplicate: ['A1'] });
      expect(await ctx.tx.event.count({ where: { cardId: card.id, type: 'codes.deposited' } })).toBe(1);
    }));

  it('lets two cards have the same codes', () =>
    rolledBack(async (ctx) => {
      const cards = [await aPoolCard(ctx, { values: ['A1'] }), await aPoolCard(ctx, { values: ['A1'] })];
      for (const card of cards) expect(await countDepositedCodes(ctx, card.id)).toEqual({ total: 1, free: 1 });
    }));

  it.each([
    ['nothing', []],
    ['more than 1000', Array.from({ length: 1_001 }, (_, n) => `A${n}`)],
  ])('refuses %s', (_what, values) =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['A1'] });
      await expect(depositCodes(ctx, { cardId: card.id, values })).rejects.toThrow(InvalidInputError);
    }),
  );

  it('refuses a card whose codes come from elsewhere', () =>
    rolledBack(async (ctx) => {
      for (const card of [await aCard(ctx), await aCustomCard(ctx)]) {
        const order = { cardId: card.id, values: ['A1'] };
        for (const work of [depositCodes(ctx, order), checkCodes(ctx, order), countDepositedCodes(ctx, card.id)])
          await expect(work).rejects.toMatchObject({ mode: card.codeMode, wanted: 'DEPOSITED', weixinCode: 45030 });
      }
    }));

  it('refuses a deleted card', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['A1'] });
      await ctx.tx.card.update({ where: { id: card.id }, data: { status: 'DELETED' } });
      await expect(depositCodes(ctx, { cardId: card.id, values: ['A2'] })).rejects.toThrow(CardStatusError);
    }));

  it('does not know the card of another merchant', () =>
    rolledBack(async (ctx) => {
      const order = { cardId: (await aPoolCard(ctx, { values: ['A1'] })).id, values: ['A1'] };
      const stranger = await another(ctx);
      for (const work of [depositCodes(stranger, order), checkCodes(stranger, order)])
        await expect(work).rejects.toThrow(NotFoundError);
    }));

  it('asks for the scope', () =>
    rolledBack(async (ctx) => {
      const order = { cardId: (await aPoolCard(ctx, { values: ['A1'] })).id, values: ['A2'] };
      for (const actor of [asKey(ctx, { scopes: ['codes:read', 'cards:write'] }), asUser(ctx, 'ann')])
        await expect(depositCodes(actor, order)).rejects.toThrow(NotAllowedError);
      await expect(checkCodes(asKey(ctx, { scopes: ['codes:write'] }), order)).rejects.toThrow(NotAllowedError);
    }));
});

describe('checkCodes', () => {
  it('tells codes of the pool from others, in their order', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['A1', 'A2'] });
      const values = ['A9', 'Ａ2', 'A1', '\ud800', 'a\u0000'];
      expect(await checkCodes(ctx, { cardId: card.id, values })).toEqual({
        existing: ['Ａ2', 'A1'],
        missing: ['A9', '\ud800', 'a\u0000'],
      });
    }));
});

it('knows no pool of a card of system codes', () =>
  rolledBack(async (ctx) => {
    const card = await aCard(ctx);
    await expect(depositCodes(ctx, { cardId: card.id, values: ['A1'] })).rejects.toThrow(CodeModeError);
  }));
