import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { as, at, rolledBack, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { hashToken } from '../kit/secrets.ts';
import { createKey } from './create-key.ts';
import { ensureOperatorKey } from './ensure-operator-key.ts';
import { revokeKey } from './revoke-key.ts';
import { rotateKey } from './rotate-key.ts';

const aSecret = (): string => `op_${randomBytes(24).toString('hex')}`;
const operator = (ctx: RolledBackContext) => as(ctx, { kind: 'operator', id: 'key_operator', merchantId: null });
const isLive = async (ctx: RolledBackContext, secret: string): Promise<boolean> =>
  (await ctx.tx.apiKey.findUniqueOrThrow({ where: { hash: hashToken(secret) } })).revokedAt === null;

describe('the operator key of the configuration', () => {
  it('works at every start, and is made once', () =>
    rolledBack(async (ctx) => {
      const secret = aSecret();
      const first = await ensureOperatorKey(ctx, secret);
      expect(await ensureOperatorKey(ctx, secret)).toEqual(first);
      expect(first).toMatchObject({ kind: 'OPERATOR', merchantId: null, revokedAt: null, hint: secret.slice(-4) });
    }));

  it('ends the one that stood there before', () =>
    rolledBack(async (ctx) => {
      const [old, next] = [aSecret(), aSecret()];
      const { id } = await ensureOperatorKey(ctx, old);
      await ensureOperatorKey(ctx, next);
      expect([await isLive(ctx, old), await isLive(ctx, next)]).toEqual([false, true]);
      const where = { type: 'key.revoked', data: { path: ['keyId'], equals: id } };
      expect(await ctx.tx.event.count({ where })).toBe(1);
    }));

  it('leaves operator keys that were made otherwise alone', () =>
    rolledBack(async (ctx) => {
      const { secret } = await createKey(operator(ctx), { kind: 'OPERATOR', name: 'Script', isTest: false });
      await ensureOperatorKey(ctx, aSecret());
      expect(await isLive(ctx, secret)).toBe(true);
    }));

  it('stays revoked, and then ends no other', () =>
    rolledBack(async (ctx) => {
      const [old, next] = [aSecret(), aSecret()];
      await ensureOperatorKey(ctx, old);
      await ensureOperatorKey(ctx, next);
      expect((await ensureOperatorKey(ctx, old)).revokedAt).not.toBeNull();
      expect(await isLive(ctx, next)).toBe(true);
    }));

  it('leaves its successor alone after a rotation, also when it still stands in the configuration', () =>
    rolledBack(async (ctx) => {
      const configured = aSecret();
      const { id } = await ensureOperatorKey(ctx, configured);
      const { secret } = await rotateKey(operator(ctx), { keyId: id, overlapSeconds: 3_600 });
      await ensureOperatorKey(ctx, configured);
      expect(await isLive(ctx, secret)).toBe(true);
      await ensureOperatorKey(at(ctx, '2037-01-01T00:00:00Z'), configured);
      expect(await isLive(ctx, secret)).toBe(true);
    }));

  it('is not made to work again by a start after somebody revoked it', () =>
    rolledBack(async (ctx) => {
      const secret = aSecret();
      const { id } = await ensureOperatorKey(ctx, secret);
      await revokeKey(operator(ctx), { keyId: id });
      await ensureOperatorKey(ctx, secret);
      expect(await isLive(ctx, secret)).toBe(false);
    }));

  it('is refused when it is short', () =>
    rolledBack(async (ctx) => {
      await expect(ensureOperatorKey(ctx, 'op_short')).rejects.toThrow(InvalidInputError);
    }));
});
