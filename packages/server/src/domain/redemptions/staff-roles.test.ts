import { describe, expect, it } from 'vitest';
import { aCode, aStore } from '../../../test/kit/factories.ts';
import { aColleague } from '../../../test/kit/people.ts';
import { aPhone } from '../../../test/kit/phones.ts';
import { at, rolledBack } from '../../../test/kit/rolled-back.ts';
import { redeemCode, reverseRedemption, staffFiguresOfToday } from './index.ts';

const reason = 'wrong guest';

describe('what staff may do with codes', () => {
  it('as CASHIER alone is nothing, in their own name or another’s', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const { staff, staffId } = await aPhone(ctx, { roles: ['CASHIER'] });
      await expect(redeemCode(staff, { value: code.value })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
      const named = { value: code.value, staffId };
      await expect(redeemCode(ctx, named)).rejects.toMatchObject({ code: 'NOT_ALLOWED', field: ['staffId'] });
    }));

  it('as REDEEMER, also beside CASHIER, is to redeem in their stores', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const [here, there] = [await aStore(ctx, { branchName: 'a' }), await aStore(ctx, { branchName: 'b' })];
      const { staff } = await aPhone(ctx, { roles: ['CASHIER', 'REDEEMER'], storeIds: [here.id] });
      const redeem = (storeId: string) => redeemCode(staff, { value: code.value, storeId });
      await expect(redeem(there.id)).rejects.toMatchObject({ code: 'WRONG_STORE' });
      const { id: redemptionId } = await redeem(here.id);
      await expect(reverseRedemption(staff, { redemptionId, reason })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }));

  it('as SUPER is to redeem and reverse in every store', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      const { staff, staffId } = await aPhone(ctx, { roles: ['SUPER'] });
      for (const storeId of [store.id, null]) {
        const { code } = await aCode(ctx);
        const redemption = await redeemCode(staff, { value: code.value, storeId });
        expect(redemption).toMatchObject({ staffId, storeId });
        await reverseRedemption(staff, { redemptionId: redemption.id, reason });
      }
    }));

  it('is to redeem where a role names nothing closer', () =>
    rolledBack(async (ctx) => {
      const staff = await aColleague(ctx, { role: 'STAFF' });
      const { code } = await aCode(ctx);
      expect((await redeemCode(staff, { value: code.value })).staffId).toBe(staff.actor.id);
    }));
});

describe('staffFiguresOfToday', () => {
  it('counts from the merchant’s midnight, without what was taken back', () =>
    rolledBack(
      async (ctx) => {
        const [{ staff, staffId }, idle] = [await aPhone(ctx), await aPhone(ctx)];
        const redeem = async (time: string) => {
          const { code } = await aCode(at(ctx, '2026-11-28T00:00:00Z'));
          return redeemCode(at(staff, time), { value: code.value });
        };
        await redeem('2026-11-29T15:59:59Z');
        const { id: redemptionId } = await redeem('2026-11-29T16:00:00Z');
        await redeem('2026-11-30T03:00:00Z');
        await expect(redeemCode(staff, { value: '000' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
        await reverseRedemption(ctx, { redemptionId, reason });
        expect(await staffFiguresOfToday(ctx, [staffId, idle.staffId])).toEqual(
          new Map([
            [staffId, { redeemed: 1, refused: 1 }],
            [idle.staffId, { redeemed: 0, refused: 0 }],
          ]),
        );
      },
      { now: new Date('2026-11-30T04:00:00Z'), timeZone: 'Asia/Shanghai' },
    ));
});
