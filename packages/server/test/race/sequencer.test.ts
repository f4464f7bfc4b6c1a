import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { announce, readEventPage, sequenceEvents } from '../../src/domain/events/index.ts';
import { hotConnections } from '../kit/connections.ts';
import { aContext, type TestContext } from '../kit/context.ts';
import { randomOf } from '../kit/random.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, nth) => nth + 1);

/** Announces one event in a transaction that stays open for a while, so that others overtake it. */
const announceSlowly = (ctx: TestContext, poiId: number, pauseMs: number): Promise<void> =>
  ctx.prisma.$transaction(async (tx) => {
    await announce(tx, ctx, { type: 'store.created', data: { poiId } });
    await sleep(pauseMs);
  });

/** Reads on, page by page, until it has so many. */
async function readAll(ctx: TestContext, count: number): Promise<{ ids: string[]; numbers: number[] }> {
  const seen: { ids: string[]; numbers: number[] } = { ids: [], numbers: [] };
  for (let after = 0n; seen.ids.length < count; ) {
    const { lastSequence: head } = (await ctx.prisma.eventCounter.findUnique({
      where: { merchantId: ctx.merchantId },
    })) ?? { lastSequence: 0n };
    const page = await readEventPage(ctx.prisma, { merchantId: ctx.merchantId, after, head });
    seen.ids.push(...page.events.map(({ id }) => id));
    seen.numbers.push(...page.events.map(({ sequence }) => Number(sequence)));
    after = page.upTo;
    await sleep(1);
  }
  return seen;
}

it('nothing slips in front of a number that somebody has read, whatever overtakes what', async () => {
  const [one, two] = [await aContext(), await aContext()];
  const [count, random] = [150, randomOf(7)];
  let isWriting = true;
  const sequencers = upTo(3).map(async () => {
    while (isWriting) await sequenceEvents(one);
    await sequenceEvents(one);
  });
  const readers = [one, two].flatMap((ctx) => [readAll(ctx, count), readAll(ctx, count)]);
  const writers = [one, two].flatMap((ctx) =>
    upTo(5).map(async (writer) => {
      for (let nth = 0; nth < count / 5; nth += 1)
        await announceSlowly(ctx, writer * 1_000 + nth, Math.floor(random() * 12));
    }),
  );
  await Promise.all(writers);
  isWriting = false;
  await Promise.all(sequencers);
  const seen = await Promise.all(readers);
  for (const [nth, ctx] of [one, one, two, two].entries()) {
    const table = await ctx.prisma.event.findMany({
      where: { merchantId: ctx.merchantId },
      orderBy: { sequence: 'asc' },
    });
    expect(seen[nth]?.ids).toEqual(table.map(({ id }) => id));
    expect(seen[nth]?.numbers).toEqual(upTo(count));
  }
}, 120_000);

it('a sequencer whose connection is killed in the middle, again and again, leaves no hole', async () => {
  const ctx = await aContext();
  const connections = await hotConnections(1);
  const state = { isWriting: true, kills: 0 };
  const numbering = async (): Promise<void> => {
    // What is killed begins again, as the worker does.
    while (state.isWriting) await sequenceEvents(connections).catch(() => undefined);
  };
  const killing = async (): Promise<void> => {
    while (state.isWriting) {
      // Numbering is one short statement: killed before it, amid it or after it, as it comes.
      const killed = await ctx.prisma.$queryRaw<unknown[]>`
        SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
        WHERE application_name = 'kaquan' AND datname = current_database()`;
      state.kills += killed.length;
      await sleep(7);
    }
  };
  const working = [numbering(), killing()];
  await Promise.all(upTo(300).map((poiId) => sleep(poiId * 3).then(() => announceSlowly(ctx, poiId, 0))));
  state.isWriting = false;
  await Promise.all(working);
  await sequenceEvents(ctx);
  const { numbers } = await readAll(ctx, 300);
  expect(numbers).toEqual(upTo(300));
  expect(state.kills).toBeGreaterThan(0);
  await connections.close();
}, 120_000);
