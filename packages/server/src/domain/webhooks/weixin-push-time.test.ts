import { describe, expect, it } from 'vitest';
import { aContext } from '../../../test/kit/context.ts';
import { at, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import type { Event } from '../../generated/prisma/client.ts';
import { pushTimeOf } from './weixin-push-time.store.ts';
import { deleteOldPushTimes } from './index.ts';

const SECOND = Math.floor(Date.UTC(2030, 0, 15) / 1000);

/** An event that happened so many milliseconds after that second. */
const eventAt = (ctx: { merchantId: string }, id: string, ms = 0): Event =>
  // Of an event only these count here.
  ({ id: `${ctx.merchantId} ${id}`, merchantId: ctx.merchantId, occurredAt: new Date(SECOND * 1000 + ms) }) as Event;

const timeOf = async (ctx: RolledBackContext, id: string, { ms = 0, user = 'ann' } = {}): Promise<number> =>
  (await pushTimeOf(ctx, eventAt(ctx, id, ms), user)) - SECOND;

describe('pushTimeOf', () => {
  it('is the second in which the event happened, and stays it', () =>
    rolledBack(async (ctx) => {
      expect(await timeOf(ctx, 'a', { ms: 999 })).toBe(0);
      expect(await timeOf(ctx, 'a', { ms: 999 })).toBe(0);
    }));

  it('is the next free second where another push of the user has it', () =>
    rolledBack(async (ctx) => {
      expect(await timeOf(ctx, 'a')).toBe(0);
      expect(await timeOf(ctx, 'b', { ms: 10 })).toBe(1);
      expect(await timeOf(ctx, 'c', { ms: 20 })).toBe(2);
      expect(await timeOf(ctx, 'd', { ms: 1_500 })).toBe(3);
      expect(await timeOf(ctx, 'e', { ms: 9_000 })).toBe(9);
      expect(await timeOf(ctx, 'f', { ms: 30 })).toBe(4);
      expect(await timeOf(ctx, 'b', { ms: 10 })).toBe(1);
    }));

  it('has seconds of its own for each user', () =>
    rolledBack(async (ctx) => {
      expect(await timeOf(ctx, 'a')).toBe(0);
      expect(await timeOf(ctx, 'b', { user: 'bob' })).toBe(0);
    }));

  it('gives no second away twice, however many ask at once', async () => {
    const ctx = await aContext();
    const ids = Array.from({ length: 24 }, (_, nth) => `event ${nth % 12}`);
    const times = await Promise.all(ids.map((id) => pushTimeOf(ctx, eventAt(ctx, id), 'ann')));
    expect(new Set(times).size).toBe(12);
    expect(times.slice(12)).toEqual(times.slice(0, 12));
    await ctx.prisma.weixinPushTime.deleteMany({ where: { merchantId: ctx.merchantId } });
  });
});

describe('deleteOldPushTimes', () => {
  it('forgets what is a month old', async () => {
    const ctx = await aContext();
    const [month, day] = [30 * 86_400_000, 86_400_000];
    await pushTimeOf(ctx, eventAt(ctx, 'old'), 'ann');
    await pushTimeOf(ctx, eventAt(ctx, 'new', day), 'ann');
    await deleteOldPushTimes(at(ctx, new Date(SECOND * 1000 + month + 1_000)));
    const left = await ctx.prisma.weixinPushTime.findMany({ where: { merchantId: ctx.merchantId } });
    expect(left.map(({ eventId }) => eventId)).toEqual([`${ctx.merchantId} new`]);
  });
});
