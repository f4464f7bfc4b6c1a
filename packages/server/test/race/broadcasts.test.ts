import { expect, it } from 'vitest';
import { sendBroadcast } from '../../src/domain/broadcasts/index.ts';
import { aContext } from '../kit/context.ts';
import { aCard } from '../kit/factories.ts';

it('leaves a user four messages when 32 broadcasts come at once', async () => {
  const ctx = await aContext();
  const card = await aCard(ctx);
  const sent = await Promise.all(
    Array.from({ length: 32 }, () => sendBroadcast(ctx, { cardId: card.id, audience: { openids: ['ann'] } })),
  );
  expect(sent.reduce((sum, { sentCount }) => sum + sentCount, 0)).toBe(4);
  expect(sent.reduce((sum, { skippedCount }) => sum + skippedCount, 0)).toBe(28);
  const where = { merchantId: ctx.merchantId, openid: 'ann' };
  expect(await ctx.prisma.message.count({ where })).toBe(4);
  expect(await ctx.prisma.messageQuotaUse.findMany({ where })).toMatchObject([{ used: 4 }]);
});

it('lets broadcasts to the same users in another order wait for each other, not lock each other', async () => {
  const ctx = await aContext();
  const card = await aCard(ctx);
  const openids = Array.from({ length: 500 }, (_, user) => `u${user}`);
  const orders = Array.from({ length: 8 }, (_, place) => (place % 2 ? openids : openids.toReversed()));
  const sent = await Promise.all(
    orders.map((users) => sendBroadcast(ctx, { cardId: card.id, audience: { openids: users } })),
  );
  expect(sent.reduce((sum, { sentCount }) => sum + sentCount, 0)).toBe(4 * 500);
});

it('sends one broadcast for a key that comes ten times at once', async () => {
  const ctx = await aContext();
  const card = await aCard(ctx);
  const order = { cardId: card.id, audience: { openids: ['ann'] }, idempotencyKey: 'november-1' };
  const sent = await Promise.all(Array.from({ length: 10 }, () => sendBroadcast(ctx, order)));
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  expect(await ctx.prisma.message.count({ where: { merchantId: ctx.merchantId } })).toBe(1);
});
