import { describe, expect, it } from 'vitest';
import { aColleague } from '../../../test/kit/people.ts';
import { aPhone, deviceKeys } from '../../../test/kit/phones.ts';
import { another, as, rolledBack } from '../../../test/kit/rolled-back.ts';
import { registerDevice, revokeStaffSession } from './index.ts';

describe('registerDevice', () => {
  it('binds a key to the session, once', () =>
    rolledBack(async (ctx) => {
      const { staff, staffId } = await aPhone(ctx);
      const { publicKey } = deviceKeys();
      const device = await registerDevice(staff, { publicKey, name: ' Till 3 ' });
      const { sessionId } = staff.actor.kind === 'person' ? staff.actor : { sessionId: '' };
      expect(device).toMatchObject({ name: 'Till 3', personId: staffId, sessionId, merchantId: ctx.merchantId });
      expect((await registerDevice(staff, { publicKey })).id).toBe(device.id);
      const where = { merchantId: ctx.merchantId, type: 'device.registered' };
      expect(await ctx.tx.event.findMany({ where })).toMatchObject([
        { data: { deviceId: device.id, personId: staffId, sessionId } },
      ]);
    }));

  it('keeps the same key of two sessions apart', () =>
    rolledBack(async (ctx) => {
      const [one, two] = [await aPhone(ctx), await aPhone(ctx)];
      const { publicKey } = deviceKeys();
      const first = await registerDevice(one.staff, { publicKey });
      expect((await registerDevice(two.staff, { publicKey })).id).not.toBe(first.id);
    }));

  it('keeps the same key at two merchants apart, so that each knows it', () =>
    rolledBack(async (ctx) => {
      const elsewhere = await another(ctx);
      const { staff, staffId: personId } = await aPhone(ctx);
      const { merchantId } = elsewhere;
      const createdAt = ctx.now();
      await ctx.tx.personRole.create({ data: { personId, merchantId, role: 'STAFF', storeIds: [], createdAt } });
      const keys = deviceKeys();
      const here = await registerDevice(staff, keys);
      const { sessionId } = staff.actor.kind === 'person' ? staff.actor : { sessionId: '' };
      const held = { id: personId, merchantId, role: 'STAFF', storeIds: [], sessionId } as const;
      const there = await registerDevice(as(elsewhere, { kind: 'person', ...held }), keys);
      expect([here.merchantId, there.merchantId]).toEqual([ctx.merchantId, merchantId]);
      expect(there.id).not.toBe(here.id);
    }));

  it('refuses a malformed key and name', () =>
    rolledBack(async (ctx) => {
      const { staff } = await aPhone(ctx);
      const { publicKey } = deviceKeys();
      await expect(registerDevice(staff, { publicKey: '{}' })).rejects.toMatchObject({ field: ['publicKey'] });
      for (const name of ['x'.repeat(65), 'a\nb'])
        await expect(registerDevice(staff, { publicKey, name })).rejects.toMatchObject({ field: ['name'] });
    }));

  it('refuses who may not redeem, and whoever is no person', () =>
    rolledBack(async (ctx) => {
      const { publicKey } = deviceKeys();
      const { staff: cashier } = await aPhone(ctx, { roles: ['CASHIER'] });
      for (const caller of [cashier, await aColleague(ctx, { role: 'ANALYST' }), ctx])
        await expect(registerDevice(caller, { publicKey })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }));

  it('refuses a session that has just ended', () =>
    rolledBack(async (ctx) => {
      const { staff } = await aPhone(ctx);
      const sessionId = staff.actor.kind === 'person' ? staff.actor.sessionId : '';
      await revokeStaffSession(ctx, { sessionId });
      await expect(registerDevice(staff, deviceKeys())).rejects.toMatchObject({ reason: 'SESSION_ENDED' });
    }));

  it('refuses more keys than a session needs', () =>
    rolledBack(async (ctx) => {
      const { staff } = await aPhone(ctx);
      for (let count = 0; count < 20; count += 1) await registerDevice(staff, deviceKeys());
      await expect(registerDevice(staff, deviceKeys())).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }));
});
