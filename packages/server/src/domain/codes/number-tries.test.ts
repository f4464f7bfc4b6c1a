import { describe, expect, it } from 'vitest';
import { aCode, aStore } from '../../../test/kit/factories.ts';
import { aColleague } from '../../../test/kit/people.ts';
import { another, asUser, at, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { NotFoundError, ThrottledError } from '../kit/errors.ts';
import { redeemCode, selfRedeemCode } from '../redemptions/index.ts';
import { lookUpCode } from './index.ts';

const UNKNOWN = { value: '111111111111' };
const MINUTE_MS = 60_000;

/** Staff who have named so many numbers that are none, all but ten of them to look, and these to redeem. */
async function guessing(ctx: RolledBackContext, wrong: number) {
  const staff = await aColleague(ctx, { role: 'STAFF' });
  for (let nth = 10; nth < wrong; nth += 1) expect(await lookUpCode(staff, UNKNOWN)).toBeNull();
  for (let nth = 0; nth < 10; nth += 1) await expect(redeemCode(staff, UNKNOWN)).rejects.toThrow(NotFoundError);
  return staff;
}

describe('staff who try numbers', () => {
  it('wait after 100 unknown ones within 15 minutes, for good ones too', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const staff = await guessing(ctx, 100);
      await expect(lookUpCode(staff, code)).rejects.toThrow(ThrottledError);
      await expect(redeemCode(staff, code)).rejects.toThrow(ThrottledError);
      const later = at(staff, new Date(ctx.now().getTime() + 16 * MINUTE_MS));
      expect(await lookUpCode(later, code)).toMatchObject({ id: code.id });
    }));

  it('go on while what they name is known, redeemable or not', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const staff = await guessing(ctx, 99);
      await redeemCode(staff, code);
      for (let nth = 0; nth < 3; nth += 1)
        await expect(redeemCode(staff, code)).rejects.toMatchObject({ code: 'ALREADY_REDEEMED' });
      expect(await lookUpCode(staff, code)).toMatchObject({ id: code.id });
    }));

  it('stop nobody else: a colleague, a manager, a program, another merchant', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      await guessing(ctx, 100);
      const colleagues = [await aColleague(ctx, { role: 'STAFF' }), await aColleague(ctx, { role: 'MANAGER' }), ctx];
      for (const caller of colleagues) expect(await lookUpCode(caller, code)).toMatchObject({ id: code.id });
      expect(await lookUpCode(await aColleague(await another(ctx), { role: 'STAFF' }), code)).toBeNull();
    }));
});

it('managers and programs, who may list all codes, may name as many unknown numbers as they like', () =>
  rolledBack(async (ctx) => {
    const manager = await aColleague(ctx, { role: 'MANAGER' });
    for (const caller of [manager, ctx])
      for (let nth = 0; nth < 101; nth += 1) expect(await lookUpCode(caller, UNKNOWN)).toBeNull();
  }));

it('a user who is refused 100 times within 15 minutes waits, and fills the records no further', () =>
  rolledBack(async (ctx) => {
    const { id: storeId } = await aStore(ctx);
    const call = { ...UNKNOWN, storeId };
    for (let nth = 0; nth < 100; nth += 1)
      await expect(selfRedeemCode(asUser(ctx, 'eve'), call)).rejects.toThrow(NotFoundError);
    await expect(selfRedeemCode(asUser(ctx, 'eve'), call)).rejects.toThrow(ThrottledError);
    await expect(selfRedeemCode(asUser(ctx, 'ann'), call)).rejects.toThrow(NotFoundError);
    expect(await ctx.tx.redemptionAttempt.count({ where: { merchantId: ctx.merchantId } })).toBe(101);
  }));
