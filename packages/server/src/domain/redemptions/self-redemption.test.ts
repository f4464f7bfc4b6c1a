import { describe, expect, it } from 'vitest';
import { aCard, aCode, aCustomCard, aStore } from '../../../test/kit/factories.ts';
import { aColleague } from '../../../test/kit/people.ts';
import { another, asKey, asUser, at, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { CheckoutConflictError, updateCard } from '../cards/index.ts';
import { claimCard } from '../claims/index.ts';
import { NotAllowedError, NotFoundError, StoreRequiredError, ThrottledError } from '../kit/errors.ts';
import { setVerificationCodes } from '../stores/index.ts';
import { redeemCode, selfRedeemCode, setSelfRedemption, VerificationCodeWrongError } from './index.ts';

type Needs = { needsVerificationCode?: boolean; needsRemarkAmount?: boolean };

/** A code of ann whose card is open for self-redemption in a store with the codes 1234 and AB12. */
async function anOpenCode(ctx: RolledBackContext, needs: Needs = {}) {
  const store = await aStore(ctx);
  await setVerificationCodes(ctx, { storeId: store.id, codes: ['1234', 'ab12'] });
  const { card, code } = await aCode(ctx, { storeIds: [store.id] });
  await setSelfRedemption(ctx, { cardId: card.id, isOpen: true, ...needs });
  return { card, code, store, ann: asUser(ctx, 'ann'), call: { codeId: code.id, storeId: store.id } };
}

describe('setSelfRedemption', () => {
  it('opens and closes a card, and tells of it', () =>
    rolledBack(async (ctx) => {
      const { card, ann, call } = await anOpenCode(ctx);
      const event = { where: { cardId: card.id, type: 'card.self_redemption_set' } };
      expect((await ctx.tx.event.findFirstOrThrow(event)).data).toEqual({
        isOpen: true,
        needsVerificationCode: false,
        needsRemarkAmount: false,
      });
      await setSelfRedemption(ctx, { cardId: card.id });
      await expect(selfRedeemCode(ann, call)).rejects.toMatchObject({ code: 'SELF_REDEMPTION_CLOSED' });
    }));

  it('needs a store in which the card applies: a named one, or any of the merchant', () =>
    rolledBack(async (ctx) => {
      const [none, all] = [await aCard(ctx), await aCard(ctx, { usesAllStores: true })];
      for (const { id } of [none, all])
        await expect(setSelfRedemption(ctx, { cardId: id, isOpen: true })).rejects.toThrow(StoreRequiredError);
      await aStore(ctx);
      await setSelfRedemption(ctx, { cardId: all.id, isOpen: true });
      await expect(setSelfRedemption(ctx, { cardId: none.id, isOpen: true })).rejects.toMatchObject({
        weixinCode: 43017,
      });
    }));

  it('and a center entry exclude each other, whichever comes first', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      const center = { title: '去用', url: 'http://a.example/' };
      const { id } = await aCard(ctx, { storeIds: [store.id], center });
      await expect(setSelfRedemption(ctx, { cardId: id, isOpen: true })).rejects.toThrow(CheckoutConflictError);
      const { card } = await anOpenCode(ctx);
      await expect(updateCard(ctx, { id: card.id, changes: { center } })).rejects.toMatchObject({
        code: 'CHECKOUT_CONFLICT',
        field: ['center'],
        weixinCode: 40145,
      });
      await updateCard(ctx, { id: card.id, changes: { servicePhone: '010-1234' } });
    }));

  it('is for codes of the system: the merchant’s own are for its till', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      const { id } = await aCustomCard(ctx, { storeIds: [store.id] });
      await expect(setSelfRedemption(ctx, { cardId: id, isOpen: true })).rejects.toMatchObject({
        code: 'CODE_MODE_FORBIDS',
      });
    }));

  it('is for who may write cards, and of the own merchant', () =>
    rolledBack(async (ctx) => {
      const { card } = await anOpenCode(ctx);
      const order = { cardId: card.id, isOpen: true };
      await expect(setSelfRedemption(await another(ctx), order)).rejects.toThrow(NotFoundError);
      for (const who of [await aColleague(ctx, { role: 'STAFF' }), asUser(ctx, 'ann')])
        await expect(setSelfRedemption(who, order)).rejects.toThrow(NotAllowedError);
    }));
});

describe('setVerificationCodes', () => {
  it('is for who may write stores, and of the own merchant', () =>
    rolledBack(async (ctx) => {
      const [here, there] = [await aStore(ctx), await aStore(ctx)];
      const order = { storeId: here.id, codes: ['1234'] };
      const elsewhere = asKey(ctx, { storeIds: [there.id] });
      for (const who of [await another(ctx), elsewhere])
        await expect(setVerificationCodes(who, order)).rejects.toThrow(NotFoundError);
      await expect(setVerificationCodes(await aColleague(ctx, { role: 'STAFF' }), order)).rejects.toThrow(
        NotAllowedError,
      );
      expect((await setVerificationCodes(ctx, order)).verificationCodes).toEqual(['1234']);
    }));
});

describe('selfRedeemCode', () => {
  it('uses up a code of the user, and leaves a notice in the store', () =>
    rolledBack(async (ctx) => {
      const { card, code, store, ann, call } = await anOpenCode(ctx);
      expect(await selfRedeemCode(ann, call)).toMatchObject({
        way: 'SELF',
        storeId: store.id,
        staffId: null,
        amountFen: null,
        verificationCode: null,
        actorKind: 'user',
        openid: 'ann',
      });
      expect(await ctx.tx.code.findUniqueOrThrow({ where: { id: code.id } })).toMatchObject({ status: 'CONSUMED' });
      expect(await ctx.tx.message.findFirstOrThrow({ where: { merchantId: ctx.merchantId } })).toMatchObject({
        kind: 'SELF_REDEEMED',
        recipient: 'PEOPLE',
        storeId: store.id,
        cardId: card.id,
        data: { title: card.title, name: '海底捞（王府井店）', code: code.value },
      });
    }));

  it('keeps what the card asks for: verification code and remark amount', () =>
    rolledBack(async (ctx) => {
      const { code, ann, call } = await anOpenCode(ctx, { needsVerificationCode: true, needsRemarkAmount: true });
      const named = { ...call, verificationCode: ' ａb 12', remarkAmountFen: 12_300 };
      const { verificationCode: _none, ...withoutCode } = named;
      const { remarkAmountFen: _nothing, ...withoutAmount } = named;
      const missing = { code: 'INVALID_INPUT', fault: 'MISSING' };
      await expect(selfRedeemCode(ann, withoutCode)).rejects.toMatchObject({ ...missing, field: ['verificationCode'] });
      await expect(selfRedeemCode(ann, withoutAmount)).rejects.toMatchObject({
        ...missing,
        field: ['remarkAmountFen'],
      });
      const kept = { verificationCode: 'AB12', amountFen: 12_300n };
      expect(await selfRedeemCode(ann, named)).toMatchObject(kept);
      const event = await ctx.tx.event.findFirstOrThrow({ where: { codeId: code.id, type: 'code.redeemed' } });
      expect(event.data).toMatchObject({
        way: 'SELF',
        verificationCode: 'AB12',
        amountFen: 12_300,
        source: 'FROM_API',
      });
    }));

  it('finds the code by its number too, and repeats its answer for the same key', () =>
    rolledBack(async (ctx) => {
      const { code, ann, store } = await anOpenCode(ctx, { needsVerificationCode: true });
      const call = { value: code.value, storeId: store.id, verificationCode: '1234', idempotencyKey: 'self-00001' };
      const first = await selfRedeemCode(ann, call);
      expect(await selfRedeemCode(ann, call)).toEqual({ ...first, replayed: true });
      expect(await ctx.tx.message.count({ where: { merchantId: ctx.merchantId } })).toBe(1);
    }));

  it('asks for one way to name the code', () =>
    rolledBack(async (ctx) => {
      const { code, ann, store, call } = await anOpenCode(ctx);
      for (const named of [{ storeId: store.id }, { ...call, value: code.value }, { ...call, codeId: '', value: ' ' }])
        await expect(selfRedeemCode(ann, named)).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['codeId'] });
    }));

  it('knows no code of somebody else, and no store of another merchant', () =>
    rolledBack(async (ctx) => {
      const { code, ann, store, call } = await anOpenCode(ctx);
      const bob = asUser(ctx, 'bob');
      await expect(selfRedeemCode(bob, call)).rejects.toMatchObject({ code: 'NOT_FOUND', field: ['codeId'] });
      const byNumber = { value: code.value, storeId: store.id };
      await expect(selfRedeemCode(bob, byNumber)).rejects.toMatchObject({ code: 'NOT_FOUND', weixinCode: 40056 });
      const theirStore = await aStore(await another(ctx));
      await expect(selfRedeemCode(ann, { ...call, storeId: theirStore.id })).rejects.toMatchObject({
        weixinCode: 40098,
      });
    }));

  it('refuses what any redemption refuses: the wrong store, the second time', () =>
    rolledBack(async (ctx) => {
      const { ann, call } = await anOpenCode(ctx);
      const elsewhere = { ...call, storeId: (await aStore(ctx)).id };
      await expect(selfRedeemCode(ann, elsewhere)).rejects.toMatchObject({ code: 'WRONG_STORE' });
      await selfRedeemCode(ann, call);
      await expect(selfRedeemCode(ann, call)).rejects.toMatchObject({ code: 'ALREADY_REDEEMED' });
    }));

  it('is for users, not for programs and people', () =>
    rolledBack(async (ctx) => {
      const { call } = await anOpenCode(ctx);
      for (const who of [ctx, await aColleague(ctx, { role: 'OWNER' })])
        await expect(selfRedeemCode(who, call)).rejects.toThrow(NotAllowedError);
    }));

  it('lets staff redeem such a code as ever', () =>
    rolledBack(async (ctx) => {
      const { code, store } = await anOpenCode(ctx, { needsVerificationCode: true });
      expect(await redeemCode(ctx, { value: code.value, storeId: store.id })).toMatchObject({ way: 'API' });
    }));

  it('counts wrong verification codes, pauses after five, and goes on after 15 minutes', () =>
    rolledBack(async (ctx) => {
      const { ann, call } = await anOpenCode(ctx, { needsVerificationCode: true });
      for (const triesLeft of [4, 3, 2, 1, 0]) {
        const wrong = selfRedeemCode(ann, { ...call, verificationCode: '9999' });
        await expect(wrong).rejects.toEqual(new VerificationCodeWrongError(triesLeft));
      }
      const right = { ...call, verificationCode: '1234' };
      await expect(selfRedeemCode(ann, right)).rejects.toThrow(ThrottledError);
      expect(
        await ctx.tx.redemptionAttempt.count({
          where: { merchantId: ctx.merchantId, refusalCode: 'VERIFICATION_CODE_WRONG', way: 'SELF' },
        }),
      ).toBe(5);
      const later = at(ann, new Date(Date.now() + 16 * 60_000));
      expect(await selfRedeemCode(later, right)).toMatchObject({ way: 'SELF' });
    }));

  it('takes a right code, and any other refusal, for no wrong one', () =>
    rolledBack(async (ctx) => {
      const { card, ann, store, call } = await anOpenCode(ctx, { needsVerificationCode: true });
      const right = { verificationCode: '1234', storeId: store.id };
      await selfRedeemCode(ann, { ...call, ...right });
      for (let nth = 0; nth < 6; nth += 1)
        await expect(selfRedeemCode(ann, { ...call, ...right })).rejects.toMatchObject({ code: 'ALREADY_REDEEMED' });
      const { codeId } = await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      await selfRedeemCode(ann, { codeId, ...right });
    }));

  it('says so where the store has no verification codes yet', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      const { card, code } = await aCode(ctx, { storeIds: [store.id] });
      await setSelfRedemption(ctx, { cardId: card.id, isOpen: true, needsVerificationCode: true });
      const call = { codeId: code.id, storeId: store.id, verificationCode: '1234' };
      await expect(selfRedeemCode(asUser(ctx, 'ann'), call)).rejects.toMatchObject({ code: 'WRONG_STORE' });
    }));
});
