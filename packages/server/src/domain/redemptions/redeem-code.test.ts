import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { aCode, aStore, leftOf } from '../../../test/kit/factories.ts';
import { aColleague } from '../../../test/kit/people.ts';
import { another, asKey, asUser, at, rolledBack } from '../../../test/kit/rolled-back.ts';
import { claimCard } from '../claims/index.ts';
import { IdempotencyKeyReusedError, InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { AlreadyRedeemedError, redeemabilityOf, redeemCode, UseLimitReachedError, WrongStoreError } from './index.ts';

type Colleague = { role: 'STAFF' | 'ANALYST'; isDisabled: boolean; isElsewhere: boolean };

// pg warns once in a process, so from here on.
const warnings: string[] = [];
process.on('warning', ({ message }) => warnings.push(message));

describe('redeemCode', () => {
  it('runs the statements of its transaction one after the other', () =>
    rolledBack(async (ctx) => {
      await redeemCode(ctx, { value: (await aCode(ctx)).code.value });
      await nextTurn();
      expect(warnings).toEqual([]);
    }));

  it('uses the code up, keeps the record and tells of it', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCode(ctx);
      const store = await aStore(ctx);
      const redemption = await redeemCode(ctx, {
        value: code.value,
        storeId: store.id,
        amountFen: 12_300,
        outerStr: 'till 3',
      });
      expect(redemption).toMatchObject({
        way: 'API',
        storeId: store.id,
        amountFen: 12_300n,
        outerStr: 'till 3',
        openid: 'ann',
        replayed: false,
      });
      expect(await ctx.tx.code.findUniqueOrThrow({ where: { id: code.id } })).toMatchObject({ status: 'CONSUMED' });
      expect(await ctx.tx.codeHistory.findFirst({ where: { codeId: code.id, to: 'CONSUMED' } })).toMatchObject({
        from: 'NORMAL',
        storeId: store.id,
      });
      expect(await ctx.tx.event.findFirst({ where: { codeId: code.id, type: 'code.redeemed' } })).toMatchObject({
        storeId: store.id,
        openid: 'ann',
      });
      expect(await leftOf(ctx, card.id)).toBe(9);
    }));

  it('finds a number that was typed with spaces and full-width digits', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const typed = code.value
        .split('')
        .map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
        .join(' ');
      expect(await redeemCode(ctx, { value: typed })).toMatchObject({ codeId: code.id });
    }));

  it('refuses the second try, tells when and where, and changes nothing', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const store = await aStore(ctx);
      const first = await redeemCode(ctx, { value: code.value, storeId: store.id });
      const second = redeemCode(ctx, { value: code.value });
      await expect(second).rejects.toThrow(AlreadyRedeemedError);
      await expect(second).rejects.toMatchObject({ redeemedAt: first.redeemedAt, store: store.id });
      expect(await ctx.tx.redemption.count({ where: { codeId: code.id } })).toBe(1);
    }));

  it('repeats the redemption of an idempotency key', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const first = await redeemCode(ctx, { value: code.value, idempotencyKey: 'till-000001' });
      expect(await redeemCode(ctx, { value: code.value, idempotencyKey: 'till-000001' })).toEqual({
        ...first,
        replayed: true,
      });
      await expect(redeemCode(ctx, { value: code.value, amountFen: 1, idempotencyKey: 'till-000001' })).rejects.toThrow(
        IdempotencyKeyReusedError,
      );
    }));

  it('refuses beyond the use limit of the holder', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCode(ctx, { useLimit: 1 });
      const second = await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      await redeemCode(ctx, { value: code.value });
      const { value } = await ctx.tx.code.findUniqueOrThrow({ where: { id: second.codeId } });
      await expect(redeemCode(ctx, { value })).rejects.toThrow(new UseLimitReachedError(1, 1));
    }));

  it('refuses a store that the card does not name', () =>
    rolledBack(async (ctx) => {
      const [named, other] = [await aStore(ctx), await aStore(ctx)];
      const { code } = await aCode(ctx, { storeIds: [named.id] });
      await expect(redeemCode(ctx, { value: code.value, storeId: other.id })).rejects.toThrow(WrongStoreError);
    }));

  it('refuses an unknown code, card, store and person alike, and those of another merchant', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const stranger = await another(ctx);
      const theirStore = await aStore(stranger);
      await expect(redeemCode(ctx, { value: '000000000000' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        weixinCode: 40056,
      });
      await expect(redeemCode(ctx, { value: code.value, cardId: 'card_unknown' })).rejects.toThrow(NotFoundError);
      await expect(redeemCode(ctx, { value: code.value, storeId: theirStore.id })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        weixinCode: 40098,
      });
      await expect(redeemCode(ctx, { value: code.value, staffId: 'per_unknown' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        field: ['staffId'],
      });
      await expect(redeemCode(stranger, { value: code.value })).rejects.toThrow(NotFoundError);
    }));

  it('keeps the person who signed in as the one at the till', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      const staff = await aColleague(ctx, { role: 'STAFF', storeIds: [store.id] });
      const { code } = await aCode(ctx);
      const redemption = await redeemCode(staff, { value: code.value, storeId: store.id });
      expect(redemption).toMatchObject({ staffId: staff.actor.id, way: 'CONSOLE', actorKind: 'person' });
    }));

  it.each<[string, Partial<Colleague>, object]>([
    ['an analyst', { role: 'ANALYST' }, { code: 'NOT_ALLOWED', field: ['staffId'] }],
    ['somebody who is disabled', { isDisabled: true }, { code: 'NOT_ALLOWED', field: ['staffId'] }],
    ['staff of another store', { isElsewhere: true }, { code: 'WRONG_STORE', field: ['storeId'] }],
  ])('refuses %s at the till', (_who, { isElsewhere = false, ...colleague }, refusal) =>
    rolledBack(async (ctx) => {
      const [here, there] = [await aStore(ctx), await aStore(ctx)];
      const storeIds = isElsewhere ? [there.id] : [here.id];
      const { actor } = await aColleague(ctx, { role: 'STAFF', ...colleague, storeIds });
      const { code } = await aCode(ctx);
      const redemption = redeemCode(ctx, { value: code.value, storeId: here.id, staffId: actor.id });
      await expect(redemption).rejects.toMatchObject(refusal);
    }),
  );

  it('lets a manager name the colleague at the till, and finds none of another merchant', () =>
    rolledBack(async (ctx) => {
      const [manager, staff] = [await aColleague(ctx, { role: 'MANAGER' }), await aColleague(ctx, { role: 'STAFF' })];
      const stranger = await aColleague(await another(ctx), { role: 'STAFF' });
      const { code } = await aCode(ctx);
      await expect(redeemCode(manager, { value: code.value, staffId: stranger.actor.id })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        field: ['staffId'],
      });
      const redemption = await redeemCode(manager, { value: code.value, staffId: staff.actor.id });
      expect(redemption.staffId).toBe(staff.actor.id);
    }));

  it('refuses an empty number and a negative amount', () =>
    rolledBack(async (ctx) => {
      await expect(redeemCode(ctx, { value: ' ' })).rejects.toThrow(InvalidInputError);
      await expect(redeemCode(ctx, { value: '1', amountFen: -1 })).rejects.toMatchObject({ field: ['amountFen'] });
    }));

  it('refuses a user and a key without the scope', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      await expect(redeemCode(asUser(ctx, 'ann'), { value: code.value })).rejects.toThrow(NotAllowedError);
      await expect(redeemCode(asKey(ctx, { scopes: ['codes:read'] }), { value: code.value })).rejects.toThrow(
        NotAllowedError,
      );
    }));
});

describe('redeemabilityOf', () => {
  it('tells what redeeming would say, without effects', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      expect(await redeemabilityOf(ctx, { value: code.value })).toMatchObject({ canRedeem: true, refusal: null });
      expect(await redeemabilityOf(at(ctx, '2037-01-01T00:00:00Z'), { value: code.value })).toMatchObject({
        canRedeem: false,
        refusal: { code: 'EXPIRED' },
      });
      await redeemCode(ctx, { value: code.value });
      expect(await redeemabilityOf(ctx, { value: code.value })).toMatchObject({
        canRedeem: false,
        refusal: { code: 'ALREADY_REDEEMED' },
      });
    }));
});
