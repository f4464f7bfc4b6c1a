import { describe, expect, it } from 'vitest';
import { aContext } from '../../../test/kit/context.ts';
import { aCode, aStore } from '../../../test/kit/factories.ts';
import { aColleague } from '../../../test/kit/people.ts';
import { another, asKey, at, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { encryptCodeOf } from '../codes/index.ts';
import { DomainError, NotAllowedError } from '../kit/errors.ts';
import { decryptCodeOnRecord, deleteOldAttempts, numberSeenBy, redeemCode, visibleAttempts } from './index.ts';

const attemptsOf = (ctx: RolledBackContext) =>
  ctx.tx.redemptionAttempt.findMany({ where: { merchantId: ctx.merchantId }, orderBy: { id: 'asc' } });
const refused = (work: Promise<unknown>) => expect(work).rejects.toThrow(DomainError);

describe('a refused redemption', () => {
  it('stays on record with what is known of it', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      const staff = await aColleague(ctx, { role: 'STAFF' });
      const { card, code } = await aCode(ctx);
      await redeemCode(ctx, { value: code.value });
      await refused(redeemCode(staff, { value: code.value, storeId: store.id, way: 'STAFF_SCAN' }));
      expect(await attemptsOf(ctx)).toMatchObject([
        {
          way: 'STAFF_SCAN',
          value: code.value,
          cardId: card.id,
          codeId: code.id,
          storeId: store.id,
          staffId: staff.actor.id,
          refusalCode: 'ALREADY_REDEEMED',
          actorKind: 'person',
          actorId: staff.actor.id,
        },
      ]);
    }));

  it('of an unknown number keeps the number, and nothing that is not the merchant’s', () =>
    rolledBack(async (ctx) => {
      const stranger = await another(ctx);
      const [theirs, theirStore] = [await aCode(stranger), await aStore(stranger)];
      const call = { value: theirs.code.value, cardId: theirs.card.id, storeId: theirStore.id, staffId: 'per_none' };
      await refused(redeemCode(ctx, call));
      expect(await attemptsOf(ctx)).toMatchObject([
        {
          value: theirs.code.value,
          cardId: null,
          codeId: null,
          storeId: null,
          staffId: null,
          way: 'API',
          refusalCode: 'NOT_FOUND',
        },
      ]);
      expect(await attemptsOf(stranger)).toEqual([]);
    }));

  it('of a number without end keeps its beginning', () =>
    rolledBack(async (ctx) => {
      await refused(redeemCode(ctx, { value: `\0${'9'.repeat(10_000)}`, cardId: 'c\0' }));
      expect(await attemptsOf(ctx)).toMatchObject([{ value: '9'.repeat(64), cardId: null }]);
    }));

  it('is of whoever stood at the till, also where they named a colleague', () =>
    rolledBack(async (ctx) => {
      const [staff, friend] = [await aColleague(ctx, { role: 'STAFF' }), await aColleague(ctx, { role: 'STAFF' })];
      await refused(redeemCode(staff, { value: '1', staffId: friend.actor.id }));
      expect(await attemptsOf(ctx)).toMatchObject([{ staffId: staff.actor.id, refusalCode: 'NOT_ALLOWED' }]);
    }));

  it('of a forged encrypted code is kept, and no good one', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const encryptCode = encryptCodeOf(ctx, code);
      expect(await decryptCodeOnRecord(ctx, { encryptCode })).toMatchObject({ id: code.id });
      const forged = `${encryptCode.slice(0, -2)}AA`;
      await expect(decryptCodeOnRecord(ctx, { encryptCode: forged })).rejects.toMatchObject({ weixinCode: 40075 });
      expect(await attemptsOf(ctx)).toMatchObject([
        { value: forged.slice(0, 64), codeId: null, refusalCode: 'INVALID_INPUT', way: 'API' },
      ]);
      await expect(decryptCodeOnRecord(asKey(ctx, { scopes: ['redemptions:read'] }), { encryptCode })).rejects.toThrow(
        NotAllowedError,
      );
    }));

  it('is none where the credential may not redeem at all, and none where it succeeds', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      await refused(redeemCode(asKey(ctx, { scopes: ['codes:read'] }), { value: code.value }));
      await redeemCode(ctx, { value: code.value });
      expect(await attemptsOf(ctx)).toEqual([]);
    }));

  it('is seen by who is bound to its store, and by nobody who is bound to another', () =>
    rolledBack(async (ctx) => {
      const [here, there] = [await aStore(ctx), await aStore(ctx)];
      await refused(redeemCode(ctx, { value: '1', storeId: here.id }));
      const countFor = (storeId: string) =>
        ctx.tx.redemptionAttempt.count({ where: visibleAttempts(asKey(ctx, { storeIds: [storeId] })) });
      expect([await countFor(here.id), await countFor(there.id)]).toEqual([1, 0]);
    }));

  it('shows staff the numbers that they typed, and not those of colleagues', () =>
    rolledBack(async (ctx) => {
      const [staff, friend] = [await aColleague(ctx, { role: 'STAFF' }), await aColleague(ctx, { role: 'STAFF' })];
      const manager = await aColleague(ctx, { role: 'MANAGER' });
      await refused(redeemCode(staff, { value: '123' }));
      const [attempt] = await attemptsOf(ctx);
      if (!attempt) throw new Error('Nothing was kept');
      expect([staff, friend, manager].map((who) => numberSeenBy(who, attempt))).toEqual(['123', null, '123']);
    }));

  it('shows no number to who may not read codes', () =>
    rolledBack(async (ctx) => {
      await refused(redeemCode(ctx, { value: '123' }));
      const [attempt] = await attemptsOf(ctx);
      if (!attempt) throw new Error('Nothing was kept');
      const scopes = (...held: ('codes:read' | 'redemptions:read')[]) => asKey(ctx, { scopes: held });
      expect(numberSeenBy(scopes('redemptions:read'), attempt)).toBeNull();
      expect(numberSeenBy(scopes('redemptions:read', 'codes:read'), attempt)).toBe('123');
    }));

  it('goes after 90 days', async () => {
    // Committed: the sweep works beside every transaction.
    const ctx = await aContext();
    await refused(redeemCode(ctx, { value: '1' }));
    const count = () => ctx.prisma.redemptionAttempt.count({ where: { merchantId: ctx.merchantId } });
    const sweepAfter = (days: number) => {
      const later = new Date(Date.now() + days * 86_400_000);
      return deleteOldAttempts(at(ctx, later));
    };
    await sweepAfter(89);
    expect(await count()).toBe(1);
    await sweepAfter(91);
    expect(await count()).toBe(0);
  });
});

describe('the way of a redemption', () => {
  it.each(['STAFF_SCAN', 'STAFF_TYPED', 'CONSOLE'] as const)('is %s where a person says so', (way) =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const staff = await aColleague(ctx, { role: 'STAFF' });
      expect(await redeemCode(staff, { value: code.value, way })).toMatchObject({ way });
    }),
  );

  it('is not a program’s to name', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const call = redeemCode(ctx, { value: code.value, way: 'STAFF_SCAN' });
      await expect(call).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['way'] });
    }));

  it('tells the event where it came from', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const staff = await aColleague(ctx, { role: 'STAFF' });
      await redeemCode(staff, { value: code.value, way: 'STAFF_TYPED' });
      const event = await ctx.tx.event.findFirstOrThrow({ where: { codeId: code.id, type: 'code.redeemed' } });
      expect(event.data).toMatchObject({
        way: 'STAFF_TYPED',
        source: 'FROM_MOBILE_HELPER',
        staffId: staff.actor.id,
        verificationCode: null,
      });
    }));
});
