import { describe, expect, it } from 'vitest';
import { another, as, asKey, asUser, rolledBack, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError, NotAllowedError } from '../kit/errors.ts';
import { merchantOf } from './merchant.queries.ts';
import { updateMerchant } from './update-merchant.ts';

type Lookups = NonNullable<DomainContext['ports']['access']['lookups']>;

const eventsOf = async (ctx: RolledBackContext) =>
  (await ctx.tx.event.findMany({ where: { merchantId: ctx.merchantId }, orderBy: { position: 'asc' } })).map(
    ({ type, data }) => ({ type, data }),
  );

describe('updateMerchant', () => {
  it('sets login address and image hosts, and announces which', () =>
    rolledBack(async (ctx) => {
      const merchant = await updateMerchant(ctx, {
        loginUrl: 'https://shop.example/login',
        imageHosts: ['IMG.shop.example'],
      });
      expect(merchant).toMatchObject({ loginUrl: 'https://shop.example/login', imageHosts: ['img.shop.example'] });
      expect(await eventsOf(ctx)).toEqual([{ type: 'merchant.updated', data: { fields: ['loginUrl', 'imageHosts'] } }]);
    }));

  it('takes the login address away with null, and leaves alone what is absent', () =>
    rolledBack(async (ctx) => {
      await updateMerchant(ctx, { loginUrl: 'https://shop.example/login' });
      await updateMerchant(ctx, { imageHosts: [] });
      expect(await merchantOf(ctx)).toMatchObject({ loginUrl: 'https://shop.example/login', imageHosts: [] });
      expect((await updateMerchant(ctx, { loginUrl: null })).loginUrl).toBeNull();
    }));

  it('forgets what this process has kept of the merchant', () =>
    rolledBack(async (ctx) => {
      let drops = 0;
      const lookups: Lookups = { get: (_key, read) => read(), drop: () => void (drops += 1) };
      const access = { ...ctx.ports.access, lookups };
      await updateMerchant({ ...ctx, ports: { ...ctx.ports, access } }, { requiresPageTicket: true });
      expect(drops).toBe(1);
    }));

  it('announces nothing when nothing differs', () =>
    rolledBack(async (ctx) => {
      await updateMerchant(ctx, { loginUrl: null, imageHosts: ['mmbiz.qpic.cn'] });
      expect(await eventsOf(ctx)).toEqual([]);
    }));

  it.each([
    [{ loginUrl: 'http://shop.example/login' }, ['loginUrl']],
    [{ imageHosts: ['*'] }, ['imageHosts', 0]],
  ])('refuses %j', (changes, field) =>
    rolledBack(async (ctx) => {
      await expect(updateMerchant(ctx, changes)).rejects.toThrow(InvalidInputError);
      await expect(updateMerchant(ctx, changes)).rejects.toMatchObject({ field });
    }),
  );

  it('asks for the scope that hands out keys', () =>
    rolledBack(async (ctx) => {
      const changes = { loginUrl: null };
      await expect(updateMerchant(asKey(ctx, { scopes: ['cards:write'] }), changes)).rejects.toThrow(NotAllowedError);
      await expect(updateMerchant(asUser(ctx, 'ann'), changes)).rejects.toThrow(NotAllowedError);
      const operator = as(ctx, { kind: 'operator', id: 'key_op', merchantId: null });
      await expect(updateMerchant(operator, changes)).rejects.toThrow(NotAllowedError);
    }));

  it("never changes another merchant's row", () =>
    rolledBack(async (ctx) => {
      const other = await another(ctx);
      await updateMerchant(ctx, { loginUrl: 'https://shop.example/login' });
      expect((await merchantOf(other)).loginUrl).toBeNull();
    }));
});
