import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encryptCodeOf } from '../../src/domain/codes/index.ts';
import { reverseRedemption, selfRedeemCode } from '../../src/domain/redemptions/index.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import { setVerificationCodes } from '../../src/domain/stores/index.ts';
import { as } from '../kit/context.ts';
import { aCard, aCode, aCustomCard, aStore } from '../kit/factories.ts';
import { aDoor, type Door } from './door.ts';

let door: Door;
let other: Door;
beforeAll(async () => {
  [door, other] = [await aDoor(), await aDoor()];
});
afterAll(async () => {
  expect([...door.faults, ...other.faults]).toEqual([]);
  await door.stop();
  await other.stop();
});

const call = async (path: string, body: object, through = door) => (await through.call(path, body)).json;
const OK = { errcode: 0, errmsg: 'ok' };

describe('the flows of a redemption (contract §4.4)', () => {
  it('online: decrypt, then query, then consume', async () => {
    const { card, code } = await aCode(door.ctx, { openid: 'ann' });
    const encrypt_code = encodeURIComponent(encryptCodeOf(door.ctx, code));
    const { code: value } = await call('/card/code/decrypt', { encrypt_code });
    expect(await call('/card/code/get', { code: value, check_consume: true })).toMatchObject({ can_consume: true });
    const consumed = { ...OK, card: { card_id: card.id }, openid: 'ann' };
    expect(await call('/card/code/consume', { code: value })).toEqual(consumed);
  });

  it('of a code of the merchant needs its card', async () => {
    const card = await aCustomCard(door.ctx);
    await claimCard(door.ctx, { cardId: card.id, openid: 'ann', code: 'OWN-1' });
    const body = { code: 'OWN-1', card_id: card.id };
    for (const path of ['/card/code/get', '/card/code/consume'])
      expect(await call(path, { code: 'OWN-1' })).toMatchObject({ errcode: 40056 });
    expect(await call('/card/code/get', body)).toMatchObject({ errcode: 0, can_consume: true });
    expect(await call('/card/code/consume', body)).toMatchObject({ errcode: 0 });
  });

  it('ends outside of the validity with 40079', async () => {
    const { code } = await aCode(door.ctx);
    const past = new Date('2020-01-01T00:00:00Z');
    await door.ctx.prisma.code.update({ where: { id: code.id }, data: { validUntil: past } });
    expect(await call('/card/code/consume', { code: code.value })).toMatchObject({ errcode: 40079 });
    expect(await call('/card/code/get', { code: code.value })).toMatchObject({ errcode: 40127 });
  });

  it('goes on after the card was deleted: codes in hand stay good', async () => {
    const { card, code } = await aCode(door.ctx);
    expect(await call('/card/delete', { card_id: card.id })).toEqual(OK);
    expect(await call('/card/code/consume', { code: code.value })).toMatchObject({ errcode: 0 });
  });

  it('tells the event what a push will say: source, channel, and nothing of staff', async () => {
    const { code } = await aCode(door.ctx);
    await call('/card/code/consume', { code: code.value, outer_str: 'till-7' });
    expect(await toldOf(code.id)).toMatchObject({
      code: code.value,
      source: 'FROM_API',
      outerStr: 'till-7',
      staffId: null,
      verificationCode: null,
      amountFen: null,
    });
  });

  it('keeps on record what was refused', async () => {
    const { code } = await aCode(door.ctx);
    await call('/card/code/consume', { code: code.value });
    await call('/card/code/consume', { code: code.value });
    const attempts = await door.ctx.prisma.redemptionAttempt.findMany({ where: { codeId: code.id } });
    expect(attempts).toMatchObject([{ way: 'API', refusalCode: 'ALREADY_REDEEMED', value: code.value }]);
  });

  it('begins anew after a reversal', async () => {
    const { code } = await aCode(door.ctx);
    await call('/card/code/consume', { code: code.value });
    const { id } = await door.ctx.prisma.redemption.findFirstOrThrow({ where: { codeId: code.id } });
    await reverseRedemption(door.ctx, { redemptionId: id, reason: 'wrong store' });
    const state = { user_card_status: 'NORMAL', can_consume: true };
    expect(await call('/card/code/get', { code: code.value })).toMatchObject({ errcode: 0, ...state });
    expect(await call('/card/code/consume', { code: code.value })).toMatchObject({ errcode: 0 });
  });
});

/** What the event of a redemption holds, of which Weixin's `user_consume_card` is made (contract §10). */
const toldOf = async (codeId: string) =>
  (await door.ctx.prisma.event.findFirstOrThrow({ where: { codeId, type: 'code.redeemed' } })).data;

describe('/card/selfconsumecell/set', () => {
  const set = (body: object, through = door) => call('/card/selfconsumecell/set', body, through);
  const kept = async (id: string) => {
    const { isSelfRedeemable, needsVerificationCode, needsRemarkAmount } = await door.ctx.prisma.card.findUniqueOrThrow(
      { where: { id } },
    );
    return [isSelfRedeemable, needsVerificationCode, needsRemarkAmount];
  };
  const anEligibleCard = async () => aCard(door.ctx, { storeIds: [(await aStore(door.ctx)).id] });

  it.each([
    [{ is_open: true }, [true, false, false]],
    [{ is_open: true, need_verify_cod: true, need_remark_amount: true }, [true, true, true]],
    [{ is_open: true, need_verify_code: true }, [true, true, false]],
    [{ is_open: true, need_verify_cod: false, need_verify_code: true }, [true, false, false]],
    [{}, [false, false, false]],
  ])('with %j keeps %j', async (body, settings) => {
    const { id } = await anEligibleCard();
    expect(await set({ card_id: id, ...body })).toEqual(OK);
    expect(await kept(id)).toEqual(settings);
  });

  it.each([
    [{ card_id: '' }, 41012],
    [{ card_id: 'card_00000000000000000000000000' }, 40073],
    [{ is_open: 1 }, 40035],
    [{ need_verify_cod: 'true' }, 40035],
    [{ need_remark_amount: 'x' }, 40035],
  ])('with %j answers %d', async (changes, errcode) => {
    const { id } = await anEligibleCard();
    expect(await set({ card_id: id, is_open: true, ...changes })).toMatchObject({ errcode });
  });

  it('needs a store and an empty center, and does not know cards of others', async () => {
    const bare = await aCard(door.ctx);
    const storeIds = [(await aStore(door.ctx)).id];
    const busy = await aCard(door.ctx, { storeIds, center: { title: '去用', url: 'http://a.example/' } });
    expect(await set({ card_id: bare.id, is_open: true })).toMatchObject({ errcode: 43017 });
    expect(await set({ card_id: busy.id, is_open: true })).toMatchObject({ errcode: 40145 });
    expect(await set({ card_id: busy.id, is_open: true }, other)).toMatchObject({ errcode: 40073 });
  });

  it('lets the user redeem, and the event keep VerifyCode, RemarkAmount and the store', async () => {
    const store = await aStore(door.ctx);
    await setVerificationCodes(door.ctx, { storeId: store.id, codes: ['1234'] });
    const { card, code } = await aCode(door.ctx, { storeIds: [store.id], openid: 'ann' });
    await set({ card_id: card.id, is_open: true, need_verify_cod: true, need_remark_amount: true });
    const user = { kind: 'user', id: 'ann', openid: 'ann', merchantId: card.merchantId, keyId: 'key_test' } as const;
    const order = { codeId: code.id, storeId: store.id, verificationCode: '1234', remarkAmountFen: 8_800 };
    await selfRedeemCode(as(door.ctx, user), order);
    const told = { source: 'FROM_API', way: 'SELF', verificationCode: '1234', amountFen: 8_800, staffId: null };
    expect(await toldOf(code.id)).toMatchObject(told);
    const event = await door.ctx.prisma.event.findFirstOrThrow({ where: { codeId: code.id, type: 'code.redeemed' } });
    expect(event.storeId).toBe(store.id);
  });

  it('lets the user redeem, which the merchant then reads', async () => {
    const store = await aStore(door.ctx);
    const { card, code } = await aCode(door.ctx, { storeIds: [store.id], openid: 'ann' });
    await set({ card_id: card.id, is_open: true });
    const ann = as(door.ctx, {
      kind: 'user',
      id: 'ann',
      openid: 'ann',
      merchantId: card.merchantId,
      keyId: 'key_test',
    });
    await selfRedeemCode(ann, { codeId: code.id, storeId: store.id });
    const state = { user_card_status: 'CONSUMED', can_consume: false };
    expect(await call('/card/code/get', { code: code.value, check_consume: false })).toMatchObject(state);
    expect(await call('/card/code/consume', { code: code.value })).toMatchObject({ errcode: 40099 });
  });
});
