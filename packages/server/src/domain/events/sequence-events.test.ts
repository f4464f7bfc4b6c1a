import { describe, expect, it } from 'vitest';
import { aContext } from '../../../test/kit/context.ts';
import { announce, sequenceEvents } from './index.ts';

type Context = Awaited<ReturnType<typeof aContext>>;

const write = (ctx: Context, nth: number) =>
  ctx.prisma.$transaction((tx) => announce(tx, ctx, { type: 'store.created', data: { poiId: nth } }));

async function numbersOf(ctx: Context): Promise<number[]> {
  const events = await ctx.prisma.event.findMany({
    where: { merchantId: ctx.merchantId, sequence: { not: null } },
    orderBy: { sequence: 'asc' },
  });
  return events.map(({ sequence }) => Number(sequence));
}
const upTo = (count: number): number[] => Array.from({ length: count }, (_, nth) => nth + 1);

describe('sequenceEvents', () => {
  it('numbers the events of each merchant from 1 on, without a hole', async () => {
    const [one, two] = [await aContext(), await aContext()];
    await Promise.all(upTo(20).map((nth) => write(nth % 4 === 0 ? two : one, nth)));
    await sequenceEvents(one);
    expect(await numbersOf(one)).toEqual(upTo(15));
    expect(await numbersOf(two)).toEqual(upTo(5));
  });

  it('numbers an event that commits late after those that were numbered before', async () => {
    const ctx = await aContext();
    await ctx.prisma.$transaction(async (tx) => {
      await announce(tx, ctx, { type: 'store.created', data: { poiId: 0 } });
      await write(ctx, 1);
      await sequenceEvents(ctx);
    });
    await sequenceEvents(ctx);
    const events = await ctx.prisma.event.findMany({
      where: { merchantId: ctx.merchantId },
      orderBy: { sequence: 'asc' },
    });
    expect(events.map(({ data }) => data)).toEqual([{ poiId: 1 }, { poiId: 0 }]);
  });

  it('leaves no hole when several sequencers run among writers', async () => {
    const ctx = await aContext();
    const writers = upTo(60).map((nth) => write(ctx, nth));
    const sequencers = upTo(8).map(() => sequenceEvents(ctx));
    await Promise.all([...writers, ...sequencers]);
    await sequenceEvents(ctx);
    expect(await numbersOf(ctx)).toEqual(upTo(60));
  });
});
