import { describe, expect, it } from 'vitest';
import { as, asKey, rolledBack, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import { InvalidInputError, NotAllowedError } from '../kit/errors.ts';
import { hashToken } from '../kit/secrets.ts';
import { createMerchant } from './create-merchant.ts';
import { grantPermission } from './grant-permission.ts';
import { findMerchantByAppId, merchantOf } from './merchant.queries.ts';
import { replaceAppSecret } from './replace-app-secret.ts';

const asOperator = (ctx: RolledBackContext, merchantId: string | null = null) =>
  as(ctx, { kind: 'operator', id: 'key_op', merchantId });
const eventsOf = (ctx: RolledBackContext, merchantId: string) =>
  ctx.tx.event.findMany({ where: { merchantId }, orderBy: { position: 'asc' } });

describe('createMerchant', () => {
  it('makes an approved merchant with an appId and a secret that is kept as a hash', () =>
    rolledBack(async (ctx) => {
      const { merchant, appSecret } = await createMerchant(asOperator(ctx), {
        name: ' 海底捞 ',
        isSandbox: true,
        permissions: ['JSAPI', 'JSAPI', 'CHECKOUT'],
      });
      expect(merchant).toMatchObject({
        name: '海底捞',
        status: 'APPROVED',
        isSandbox: true,
        timeZone: 'Asia/Shanghai',
        loginUrl: null,
      });
      expect(merchant.appId).toMatch(/^wx[0-9a-f]{16}$/);
      expect(appSecret).toMatch(/^[0-9a-f]{32}$/);
      expect(merchant.appSecretHash).toBe(hashToken(appSecret));
      const granted = await ctx.tx.merchantPermissionGrant.findMany({ where: { merchantId: merchant.id } });
      expect(granted.map(({ permission }) => permission).sort()).toEqual(['CHECKOUT', 'JSAPI']);
    }));

  it('announces the merchant as its first event', () =>
    rolledBack(async (ctx) => {
      const { merchant } = await createMerchant(as(ctx, { kind: 'system' }), { name: '海底捞', isSandbox: false });
      const [event] = await eventsOf(ctx, merchant.id);
      expect(event).toMatchObject({
        type: 'merchant.created',
        actorKind: 'system',
        data: { appId: merchant.appId, name: '海底捞' },
      });
    }));

  it('refuses a merchant to make merchants', () =>
    rolledBack(async (ctx) => {
      await expect(createMerchant(ctx, { name: '海底捞', isSandbox: true })).rejects.toThrow(NotAllowedError);
    }));

  it('refuses a draft that breaks the rules', () =>
    rolledBack(async (ctx) => {
      await expect(createMerchant(asOperator(ctx), { name: '', isSandbox: true })).rejects.toThrow(InvalidInputError);
    }));
});

describe('grantPermission', () => {
  it('grants to the merchant that the operator acts in, and announces it once', () =>
    rolledBack(async (ctx) => {
      const operator = asOperator(ctx, ctx.merchantId);
      const merchant = await grantPermission(operator, { permission: 'CUSTOM_CODE' });
      await grantPermission(operator, { permission: 'CUSTOM_CODE' });
      expect(merchant.id).toBe(ctx.merchantId);
      expect(await ctx.tx.merchantPermissionGrant.findMany({ where: { merchantId: ctx.merchantId } })).toMatchObject([
        { permission: 'CUSTOM_CODE', grantedBy: 'key_op' },
      ]);
      expect(await eventsOf(ctx, ctx.merchantId)).toMatchObject([
        { type: 'permission.granted', data: { permission: 'CUSTOM_CODE' } },
      ]);
    }));

  it('refuses a merchant to grant itself', () =>
    rolledBack(async (ctx) => {
      await expect(grantPermission(ctx, { permission: 'CHECKOUT' })).rejects.toThrow(NotAllowedError);
    }));

  it('refuses an operator who names no merchant', () =>
    rolledBack(async (ctx) => {
      await expect(grantPermission(asOperator(ctx), { permission: 'CHECKOUT' })).rejects.toThrow(NotAllowedError);
    }));

  it('does not find a merchant that is not there', () =>
    rolledBack(async (ctx) => {
      const grant = grantPermission(asOperator(ctx, 'mer_nobody'), { permission: 'CHECKOUT' });
      await expect(grant).rejects.toThrow(expect.objectContaining({ code: 'NOT_FOUND', noun: 'merchant' }));
    }));
});

describe('replaceAppSecret', () => {
  it('gives a new secret and forgets the old one', () =>
    rolledBack(async (ctx) => {
      const { appSecret } = await replaceAppSecret(asOperator(ctx, ctx.merchantId));
      expect(await merchantOf(ctx)).toMatchObject({ appSecretHash: hashToken(appSecret) });
      expect(await eventsOf(ctx, ctx.merchantId)).toMatchObject([{ type: 'merchant.secret_replaced' }]);
    }));

  it('refuses the merchant itself', () =>
    rolledBack(async (ctx) => {
      await expect(replaceAppSecret(asKey(ctx, {}))).rejects.toThrow(NotAllowedError);
    }));

  it('does not find a merchant that is not there', () =>
    rolledBack(async (ctx) => {
      await expect(replaceAppSecret(asOperator(ctx, 'mer_nobody'))).rejects.toThrow('No such merchant');
    }));
});

describe('findMerchantByAppId', () => {
  it('finds a merchant by its appId', () =>
    rolledBack(async (ctx) => {
      const { appId } = await merchantOf(ctx);
      expect(await findMerchantByAppId(ctx, appId)).toMatchObject({ id: ctx.merchantId });
    }));

  it.each(['wx0000000000000000', '', 'wx\u0000', "wx' OR 1=1 --"])('finds nothing by %j', (appId) =>
    rolledBack(async (ctx) => {
      expect(await findMerchantByAppId(ctx, appId)).toBeNull();
    }),
  );
});
