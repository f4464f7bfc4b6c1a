import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aContext, type TestContext, testPrisma } from '../../test/kit/context.ts';
import { aCard } from '../../test/kit/factories.ts';
import { announce, sequenceEvents } from '../domain/events/index.ts';
import { createLiveFeed, type LiveFeed } from './live.ts';

let ctx: TestContext;
let feed: LiveFeed;
const never = new AbortController().signal;

beforeAll(async () => {
  ctx = await aContext();
  feed = createLiveFeed({ prisma: await testPrisma(), onError: () => undefined });
});
afterAll(() => feed.stop());

const happen = async (): Promise<void> => {
  await aCard(ctx);
  await sequenceEvents(ctx);
};

describe('a live feed', () => {
  it('tells who waits of events that have got their numbers', async () => {
    const place = await feed.open(ctx.merchantId, {});
    const before = place.head();
    const told = place.changed(before, never);
    await happen();
    feed.wake();
    await told;
    expect(place.head()).toBe(before + 2n);
    expect(place.recent(before)?.map(({ type }) => type)).toEqual(['card.created', 'card.approved']);
    place.close();
  });

  it('wakes a follower of a card for that card, and tells how far nothing of it came', async () => {
    const [card, other] = [await aCard(ctx), await aCard(ctx)];
    await sequenceEvents(ctx);
    const place = await feed.open(ctx.merchantId, { cardIds: [card.id] });
    const start = place.head();
    const told = place.changed(start, never);
    const happenTo = async (cardId: string): Promise<void> => {
      const before = place.head();
      const event = { type: 'card.relisted', cardId, data: {} } as const;
      await ctx.prisma.$transaction((tx) => announce(tx, ctx, event));
      await sequenceEvents(ctx);
      feed.wake();
      await expect.poll(() => place.head()).toBe(before + 1n);
    };
    await happenTo(other.id);
    expect(await Promise.race([told, Promise.resolve('asleep')])).toBe('asleep');
    await happenTo(card.id);
    expect(await told).toBe(start + 1n);
    expect(place.recent(start + 1n)?.map(({ cardId }) => cardId)).toEqual([card.id]);
    place.close();
  });

  it('finds by itself what nobody woke it for', async () => {
    const place = await feed.open(ctx.merchantId, {});
    const told = place.changed(place.head(), never);
    await happen();
    await told;
    place.close();
  });

  it('knows that its memory does not reach back to before it was opened', async () => {
    await happen();
    const place = await feed.open(ctx.merchantId, {});
    expect(place.recent(0n)).toBeNull();
    expect(place.recent(place.head())).toEqual([]);
    place.close();
  });

  it('lets go of who hangs up, and of everybody when it stops', async () => {
    const own = createLiveFeed({ prisma: ctx.prisma, onError: () => undefined });
    const place = await own.open(ctx.merchantId, {});
    const leaving = new AbortController();
    const waiting = [place.changed(place.head(), leaving.signal), place.changed(place.head(), never)];
    leaving.abort();
    await waiting[0];
    await own.stop();
    await waiting[1];
    expect(place.isOver()).toBe(true);
  });
});
