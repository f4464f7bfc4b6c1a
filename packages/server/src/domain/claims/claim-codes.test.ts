import { describe, expect, it } from 'vitest';
import { aCard, aCustomCard, aDraft, allowOwnCodes, aPoolCard, leftOf } from '../../../test/kit/factories.ts';
import { another, asUser, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { createCard, DEPOSIT_MODE } from '../cards/index.ts';
import { CodeTakenError, countDepositedCodes } from '../codes/index.ts';
import { InvalidInputError, NotAllowedError, PermissionMissingError } from '../kit/errors.ts';
import { claimCard, OutOfStockError } from './index.ts';

const codeOf = async (ctx: RolledBackContext, work: ReturnType<typeof claimCard>) =>
  ctx.tx.code.findUniqueOrThrow({ where: { id: (await work).codeId } });

describe('a card with codes of its merchant', () => {
  it.each([{ useCustomCode: true }, { useCustomCode: true, getCustomCodeMode: DEPOSIT_MODE, quantity: 0 }])(
    'as %j needs the permission',
    (changes) =>
      rolledBack(async (ctx) => {
        const draft = aDraft(changes);
        await expect(createCard(ctx, draft)).rejects.toMatchObject({ permission: 'CUSTOM_CODE', weixinCode: 43009 });
        await expect(createCard(ctx, draft)).rejects.toThrow(PermissionMissingError);
        await allowOwnCodes(ctx);
        expect(await createCard(ctx, draft)).toMatchObject({ title: draft.title });
        await expect(createCard(await another(ctx), draft)).rejects.toThrow(PermissionMissingError);
      }),
  );
});

describe('a claim of a custom code', () => {
  it('gives the number that the merchant names', () =>
    rolledBack(async (ctx) => {
      const card = await aCustomCard(ctx);
      const code = await codeOf(ctx, claimCard(ctx, { cardId: card.id, openid: 'ann', code: ' ＶＩＰ-01 ' }));
      expect(code).toMatchObject({ value: 'VIP-01', mode: 'CUSTOM', status: 'NORMAL' });
      expect(await ctx.tx.codeHistory.count({ where: { codeId: code.id, reason: 'claimed' } })).toBe(1);
      expect(await leftOf(ctx, card.id)).toBe(9);
    }));

  it('refuses a number that the card has already', () =>
    rolledBack(async (ctx) => {
      const [card, other] = [await aCustomCard(ctx), await aCustomCard(ctx)];
      await claimCard(ctx, { cardId: card.id, openid: 'ann', code: 'A1' });
      await claimCard(ctx, { cardId: other.id, openid: 'ann', code: 'A1' });
      const work = claimCard(ctx, { cardId: card.id, openid: 'bob', code: 'A1' });
      await expect(work).rejects.toThrow(CodeTakenError);
      await expect(work).rejects.toMatchObject({ value: 'A1', field: ['code'], weixinCode: 40116 });
    }));

  it.each([
    [undefined, 'CODE_ORIGIN', 40080],
    ['', 'CODE_ORIGIN', 40080],
    ['A 1', 'CODE', 40116],
    ['x'.repeat(21), 'TOO_LONG', 45021],
  ])('refuses the number %j', (code, fault, weixinCode) =>
    rolledBack(async (ctx) => {
      const card = await aCustomCard(ctx);
      const work = claimCard(ctx, { cardId: card.id, openid: 'ann', code });
      await expect(work).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['code'], fault, weixinCode });
    }),
  );

  it('is not for a user to number', () =>
    rolledBack(async (ctx) => {
      const card = await aCustomCard(ctx);
      const work = claimCard(asUser(ctx, 'ann'), { cardId: card.id, code: 'A1' });
      await expect(work).rejects.toThrow(NotAllowedError);
    }));

  it('repeats its answer with its key, and refuses the key with another number', () =>
    rolledBack(async (ctx) => {
      const card = await aCustomCard(ctx);
      const order = { cardId: card.id, openid: 'ann', code: 'A1', idempotencyKey: 'custom-0001' };
      const first = await claimCard(ctx, order);
      expect(await claimCard(ctx, order)).toEqual({ ...first, replayed: true });
      await expect(claimCard(ctx, { ...order, code: 'A2' })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    }));
});

describe('a claim of a deposited code', () => {
  it('takes one of the pool and stock together', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['A1', 'A2', 'A3'] });
      const claimed = await codeOf(ctx, claimCard(asUser(ctx, 'ann'), { cardId: card.id }));
      expect(['A1', 'A2', 'A3']).toContain(claimed.value);
      expect(claimed.mode).toBe('DEPOSITED');
      expect(await countDepositedCodes(ctx, card.id)).toEqual({ total: 3, free: 2 });
      expect(await leftOf(ctx, card.id)).toBe(2);
      const deposit = await ctx.tx.depositedCode.findUniqueOrThrow({ where: { codeId: claimed.id } });
      expect(deposit.value).toBe(claimed.value);
    }));

  it('hands each code out once, in no order that is known', () =>
    rolledBack(async (ctx) => {
      const values = Array.from({ length: 40 }, (_, nth) => `A${String(nth).padStart(2, '0')}`);
      const card = await aPoolCard(ctx, { values });
      const claimed: string[] = [];
      for (let n = 0; n < 40; n += 1)
        claimed.push((await codeOf(ctx, claimCard(ctx, { cardId: card.id, openid: `u${n}` }))).value);
      expect(claimed.toSorted()).toEqual(values);
      expect(claimed).not.toEqual(values);
      await expect(claimCard(ctx, { cardId: card.id, openid: 'late' })).rejects.toThrow(OutOfStockError);
    }));

  it('is refused without stock, however many codes are free', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['A1'], left: 0 });
      await expect(claimCard(ctx, { cardId: card.id, openid: 'ann' })).rejects.toThrow(OutOfStockError);
    }));

  it.each(['SYSTEM', 'DEPOSITED'])('of %s codes refuses a number', (mode) =>
    rolledBack(async (ctx) => {
      const card = mode === 'SYSTEM' ? await aCard(ctx) : await aPoolCard(ctx, { values: ['A1'] });
      const work = claimCard(ctx, { cardId: card.id, openid: 'ann', code: 'A1' });
      await expect(work).rejects.toThrow(InvalidInputError);
      await expect(work).rejects.toMatchObject({ field: ['code'], weixinCode: 40080 });
    }),
  );
});
