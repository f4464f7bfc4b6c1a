import { expect, it } from 'vitest';
import { aContext } from '../../../test/kit/context.ts';
import { another, at, rolledBack } from '../../../test/kit/rolled-back.ts';
import { deleteExpiredCredentials } from './delete-expired.ts';
import { takeNonce } from './used-nonce.store.ts';

const EXPIRES = new Date('2030-01-01T00:00:00Z');
const nonce = { purpose: 'user-sign-in', value: 'jti-1', expiresAt: EXPIRES };

it('takes a nonce once, for each merchant and purpose', () =>
  rolledBack(async (ctx) => {
    const { merchantId } = ctx;
    const other = await another(ctx);
    expect(await takeNonce(ctx, { merchantId, ...nonce })).toBe(true);
    expect(await takeNonce(ctx, { merchantId, ...nonce })).toBe(false);
    expect(await takeNonce(ctx, { merchantId, ...nonce, purpose: 'card-ext' })).toBe(true);
    expect(await takeNonce(other, { merchantId: other.merchantId, ...nonce })).toBe(true);
  }));

it('keeps no value itself, and forgets it a day after it could have been used', async () => {
  // Committed rows: the sweep works through the pool. Long ago, so that it meets nobody else's.
  const ctx = await aContext();
  const { merchantId, prisma } = ctx;
  const expiresAt = new Date('2001-01-01T00:00:00Z');
  await takeNonce(ctx, { merchantId, ...nonce, expiresAt });
  const kept = () => prisma.usedNonce.findMany({ where: { merchantId } });
  expect(await kept()).toEqual([{ merchantId, hash: expect.stringMatching(/^[0-9a-f]{64}$/), expiresAt }]);
  await deleteExpiredCredentials(at(ctx, '2001-01-01T23:59:59Z'));
  expect(await kept()).toHaveLength(1);
  await deleteExpiredCredentials(at(ctx, '2001-01-02T00:00:00Z'));
  expect(await kept()).toEqual([]);
});
