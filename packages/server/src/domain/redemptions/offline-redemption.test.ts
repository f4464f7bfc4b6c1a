import { describe, expect, it } from 'vitest';
import { aCode, aStore } from '../../../test/kit/factories.ts';
import { asOperator, asSession } from '../../../test/kit/people.ts';
import { aPhone, aPhoneWithKey } from '../../../test/kit/phones.ts';
import { another, asUser, at, rolledBack, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import { signInByToken } from '../access/index.ts';
import { rotatingStepsOf, voidCode } from '../codes/index.ts';
import { inviteStaff, revokeStaffSession } from '../staff/index.ts';
import { AlreadyRedeemedError, redeemCode, setRotatingCode } from './index.ts';

const NOON = new Date('2026-11-30T04:00:00Z');
const hoursFrom = (hours: number): Date => new Date(NOON.getTime() + hours * 3_600_000);
const inShanghai = { now: NOON, timeZone: 'Asia/Shanghai' };

const attemptsOf = (ctx: RolledBackContext) =>
  ctx.tx.redemptionAttempt.findMany({ where: { merchantId: ctx.merchantId }, orderBy: { id: 'asc' } });
const refused = (reason: string) => ({ code: 'OFFLINE_PROOF_INVALID', reason });

describe('redeeming what a phone confirmed without a network', () => {
  it('keeps when and where it was confirmed, and tells of it', () =>
    rolledBack(async (ctx) => {
      const { code, card } = await aCode(ctx);
      const store = await aStore(ctx);
      const { staff, staffId, deviceId, confirm } = await aPhoneWithKey(ctx, { storeIds: [store.id] });
      const order = confirm({ value: code.value, cardId: card.id, storeId: store.id, amountFen: 5_000 });
      const later = at(staff, hoursFrom(2));
      const redemption = await redeemCode(later, { ...order, way: 'STAFF_SCAN' });
      expect(redemption).toMatchObject({
        ...{ way: 'STAFF_SCAN', staffId, storeId: store.id, amountFen: 5_000n, replayed: false },
        ...{ confirmedAt: NOON, redeemedAt: hoursFrom(2), deviceId, deviceCounter: 1 },
      });
      const event = await ctx.tx.event.findFirst({ where: { codeId: code.id, type: 'code.redeemed' } });
      expect(event?.data).toMatchObject({ confirmedAt: NOON.toISOString() });
    }, inShanghai));

  it('repeats the answer of a repeated key without proving it again', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const { staff, confirm } = await aPhoneWithKey(ctx);
      const order = confirm({ value: code.value });
      const first = await redeemCode(at(staff, hoursFrom(23)), order);
      const again = await redeemCode(at(staff, hoursFrom(30)), order);
      expect([again.id, again.replayed]).toEqual([first.id, true]);
      expect(await attemptsOf(ctx)).toEqual([]);
    }, inShanghai));

  it('repeats an answer that was lost for days to a phone, which may have no network for so long', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const { staff, confirm } = await aPhoneWithKey(ctx);
      const order = confirm({ value: code.value });
      const first = await redeemCode(staff, order);
      const sweepAt = async (hours: number): Promise<void> => {
        const { merchantId } = ctx;
        await ctx.tx.idempotencyRecord.deleteMany({ where: { merchantId, expiresAt: { lt: hoursFrom(hours) } } });
      };
      await sweepAt(6 * 24);
      expect(await redeemCode(at(staff, hoursFrom(6 * 24)), order)).toMatchObject({ id: first.id, replayed: true });
      await sweepAt(8 * 24);
      await expect(redeemCode(at(staff, hoursFrom(8 * 24)), order)).rejects.toMatchObject(refused('TOO_OLD'));
    }, inShanghai));

  it('repeats the answer that was lost online, and that of a proof which was made anew', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const { staff, confirm } = await aPhoneWithKey(ctx);
      const order = { value: code.value, idempotencyKey: 'till-0000001' };
      const first = await redeemCode(staff, order);
      for (const proved of [confirm(order), confirm(order)])
        expect(await redeemCode(at(staff, hoursFrom(1)), proved)).toMatchObject({ id: first.id, replayed: true });
    }, inShanghai));

  it('judges validity by the time that was signed', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      await ctx.tx.code.update({ where: { id: code.id }, data: { validUntil: hoursFrom(1) } });
      const { staff, confirm } = await aPhoneWithKey(ctx);
      const later = at(staff, hoursFrom(3));
      await expect(redeemCode(later, { value: code.value })).rejects.toMatchObject({ code: 'EXPIRED' });
      const tooLate = confirm({ value: code.value, confirmedAt: hoursFrom(2) });
      await expect(redeemCode(later, tooLate)).rejects.toMatchObject({ code: 'EXPIRED' });
      expect(await redeemCode(later, confirm({ value: code.value }))).toMatchObject({ confirmedAt: NOON });
    }, inShanghai));

  it('judges enforced hours by the time that was signed', () =>
    rolledBack(async (ctx) => {
      const timeLimits = [{ day: 'MONDAY', beginHour: 11, beginMinute: 0, endHour: 13, endMinute: 0 }];
      const { code } = await aCode(ctx, { timeLimits, enforcesTimeLimits: true });
      const { staff, confirm } = await aPhoneWithKey(ctx);
      const later = at(staff, hoursFrom(5));
      const outside = confirm({ value: code.value, confirmedAt: hoursFrom(4) });
      await expect(redeemCode(later, outside)).rejects.toMatchObject({ code: 'OUTSIDE_TIME_LIMIT' });
      expect((await redeemCode(later, confirm({ value: code.value }))).confirmedAt).toEqual(NOON);
    }, inShanghai));

  it('judges a rotating code by the time that was signed', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCode(ctx);
      await setRotatingCode(ctx, { cardId: card.id, isRequired: true });
      const shown = await ctx.tx.code.findUniqueOrThrow({ where: { id: code.id }, include: { card: true } });
      const [step] = rotatingStepsOf(asUser(ctx, code.openid), shown, 1)?.steps ?? [];
      const value = step?.text ?? '';
      const { staff, confirm } = await aPhoneWithKey(ctx);
      const later = at(staff, hoursFrom(3));
      const way = 'STAFF_SCAN';
      await expect(redeemCode(later, { value, way })).rejects.toMatchObject({ code: 'ROTATING_CODE_EXPIRED' });
      const old = confirm({ value, confirmedAt: hoursFrom(1) });
      await expect(redeemCode(later, { ...old, way })).rejects.toMatchObject({ code: 'ROTATING_CODE_EXPIRED' });
      const byNumber = confirm({ value: code.value });
      await expect(redeemCode(later, { ...byNumber, way })).rejects.toMatchObject({ code: 'ROTATING_CODE_REQUIRED' });
      expect((await redeemCode(later, { ...confirm({ value }), way })).confirmedAt).toEqual(NOON);
    }, inShanghai));

  it('judges the state of the code by now: a conflict is refused and on record', () =>
    rolledBack(async (ctx) => {
      const [{ code: used }, { code: gone }] = [await aCode(ctx), await aCode(ctx, { openid: 'ben' })];
      const { staff, staffId, confirm } = await aPhoneWithKey(ctx);
      const later = at(staff, hoursFrom(1));
      const [first, second] = [confirm({ value: used.value }), confirm({ value: gone.value })];
      await redeemCode(ctx, { value: used.value });
      await voidCode(ctx, { value: gone.value });
      await expect(redeemCode(later, first)).rejects.toThrow(AlreadyRedeemedError);
      await expect(redeemCode(later, second)).rejects.toMatchObject({ code: 'CODE_NOT_REDEEMABLE' });
      expect(await attemptsOf(ctx)).toMatchObject([
        { refusalCode: 'ALREADY_REDEEMED', isOffline: true, staffId, codeId: used.id },
        { refusalCode: 'CODE_NOT_REDEEMABLE', isOffline: true, staffId, codeId: gone.id },
      ]);
    }, inShanghai));

  it('takes a counter once', () =>
    rolledBack(async (ctx) => {
      const [{ code: one }, { code: two }] = [await aCode(ctx), await aCode(ctx, { openid: 'ben' })];
      const { staff, confirm } = await aPhoneWithKey(ctx);
      expect((await redeemCode(staff, confirm({ value: one.value }))).deviceCounter).toBe(1);
      const repeated = confirm({ value: two.value, counter: 1 });
      await expect(redeemCode(staff, repeated)).rejects.toMatchObject(refused('COUNTER'));
    }, inShanghai));

  it('refuses what was signed for something else, and keeps it on record', () =>
    rolledBack(async (ctx) => {
      const [{ code }, { code: dearer }] = [await aCode(ctx), await aCode(ctx, { openid: 'ben' })];
      const { staff, confirm } = await aPhoneWithKey(ctx);
      const order = { ...confirm({ value: code.value }), value: dearer.value };
      await expect(redeemCode(staff, order)).rejects.toMatchObject(refused('SIGNATURE'));
      expect(await attemptsOf(ctx)).toMatchObject([{ refusalCode: 'OFFLINE_PROOF_INVALID', isOffline: true }]);
      expect(await ctx.tx.redemption.count({ where: { merchantId: ctx.merchantId } })).toBe(0);
    }, inShanghai));

  it.each<[string, number, string]>([
    ['more than 24 hours old', 25, 'TOO_OLD'],
    ['ahead of the clock', -1, 'AHEAD'],
  ])('refuses what is %s', (_what, hours, reason) =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const { staff, confirm } = await aPhoneWithKey(ctx);
      const order = confirm({ value: code.value });
      await expect(redeemCode(at(staff, hoursFrom(hours)), order)).rejects.toMatchObject(refused(reason));
    }, inShanghai),
  );

  it('takes what waited when the session ran out and the same person signed in again', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const { staffId, confirm } = await aPhoneWithKey(ctx);
      const order = confirm({ value: code.value });
      await ctx.tx.session.updateMany({ where: { personId: staffId }, data: { expiresAt: hoursFrom(1) } });
      const { invitation } = await inviteStaff(asOperator(ctx), { staffId });
      const { sessionToken } = await signInByToken(ctx, invitation.url.split('/').at(-1) ?? '');
      const again = at(await asSession(ctx, sessionToken), hoursFrom(2));
      expect(await redeemCode(again, order)).toMatchObject({ staffId, confirmedAt: NOON });
    }, inShanghai));

  it('refuses the key of a colleague, of a program, and of a session that was ended', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const { staff, confirm } = await aPhoneWithKey(ctx);
      const [{ staff: colleague }, { staff: stranger }] = [await aPhone(ctx), await aPhone(await another(ctx))];
      const order = confirm({ value: code.value });
      for (const caller of [colleague, stranger, ctx])
        await expect(redeemCode(caller, order)).rejects.toMatchObject(refused('DEVICE'));
      await revokeStaffSession(staff, { sessionId: staff.actor.kind === 'person' ? staff.actor.sessionId : '' });
      await expect(redeemCode(staff, order)).rejects.toMatchObject(refused('DEVICE'));
    }, inShanghai));

  it.each<[string, { idempotencyKey?: undefined; offline?: object }, string[]]>([
    ['no idempotency key', { idempotencyKey: undefined }, ['idempotencyKey']],
    ['a counter below 0', { offline: { counter: -1 } }, ['offline', 'counter']],
    ['a counter in pieces', { offline: { counter: 1.5 } }, ['offline', 'counter']],
    ['a counter out of bounds', { offline: { counter: 2 ** 31 } }, ['offline', 'counter']],
  ])('refuses %s', (_what, changes, field) =>
    rolledBack(async (ctx) => {
      const { staff, confirm } = await aPhoneWithKey(ctx);
      const { offline, ...order } = confirm({ value: '1' });
      const wrong = { ...order, ...changes, offline: { ...offline, ...changes.offline } };
      await expect(redeemCode(staff, wrong)).rejects.toMatchObject({ code: 'INVALID_INPUT', field });
    }),
  );
});
