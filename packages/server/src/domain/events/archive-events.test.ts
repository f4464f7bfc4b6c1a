import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { aContext, at, type TestContext } from '../../../test/kit/context.ts';
import { announceAll, archiveNextEvents, assertNotArchived, readEventArchives, sequenceEvents } from './index.ts';

const DAY_MS = 86_400_000;
const retentionDays = 30;

let ctx: TestContext;
beforeEach(async () => {
  ctx = await aContext();
});

const daysAgo = (days: number): TestContext => at(ctx, new Date(ctx.now().getTime() - days * DAY_MS));

async function happened(count: number, daysBefore: number): Promise<void> {
  const events = Array.from({ length: count }, (_, poiId) => ({ type: 'store.created', data: { poiId } }) as const);
  await ctx.prisma.$transaction((tx) => announceAll(tx, daysAgo(daysBefore), events));
  await sequenceEvents(ctx);
}

/** Archives whatever is due, of whichever merchant. */
async function archiveAll(): Promise<void> {
  while ((await archiveNextEvents(ctx, { retentionDays })) > 0);
}

const kept = async (): Promise<number[]> => {
  const events = await ctx.prisma.event.findMany({
    where: { merchantId: ctx.merchantId },
    orderBy: { sequence: 'asc' },
  });
  return events.map(({ sequence }) => Number(sequence));
};

async function archived(): Promise<{ sequence: number; id: string; occurredAt: string }[]> {
  const lines: string[] = [];
  for await (const { archive, bytes } of readEventArchives(ctx))
    if (archive.merchantId === ctx.merchantId) lines.push(gunzipSync(bytes ?? Buffer.alloc(0)).toString());
  return lines
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

describe('archiveNextEvents', () => {
  it('moves what is old into files, and leaves what is young', async () => {
    await happened(3, 40);
    await happened(2, 10);
    await archiveAll();
    expect(await kept()).toEqual([4, 5]);
    const lines = await archived();
    expect(lines.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(lines[0]).toMatchObject({ type: 'store.created', merchantId: ctx.merchantId, data: { poiId: 0 } });
  });

  it('begins a day late, so that files hold a day', async () => {
    await happened(1, 30.5);
    await archiveAll();
    expect(await kept()).toEqual([1]);
  });

  it('takes batches, each a file, without a hole between them', async () => {
    await happened(2_000, 40);
    await happened(500, 39);
    await archiveAll();
    expect(await kept()).toEqual([]);
    const files = await ctx.prisma.eventArchive.findMany({
      where: { merchantId: ctx.merchantId },
      orderBy: { firstSequence: 'asc' },
    });
    expect(files.map(({ firstSequence, lastSequence }) => [firstSequence, lastSequence])).toEqual([
      [1n, 2_000n],
      [2_001n, 2_500n],
    ]);
    expect(await archived()).toHaveLength(2_500);
  });

  it('numbers on where it was', async () => {
    await happened(2, 40);
    await archiveAll();
    await happened(1, 0);
    expect(await kept()).toEqual([3]);
  });

  it('deletes nothing whose file could not be written', async () => {
    await happened(2, 40);
    const archives = { ...ctx.ports.events.archives, put: () => Promise.reject(new Error('disk full')) };
    const ports = { ...ctx.ports, events: { ...ctx.ports.events, archives } };
    await expect(archiveNextEvents({ ...ctx, ports }, { retentionDays })).rejects.toThrow('disk full');
    expect(await kept()).toEqual([1, 2]);
    await archiveAll();
    expect(await archived()).toHaveLength(2);
  });

  it('works once, however many instances do it at once', async () => {
    await happened(50, 40);
    await Promise.all(Array.from({ length: 5 }, archiveAll));
    await archiveAll();
    expect(await archived()).toHaveLength(50);
    expect(await kept()).toEqual([]);
  });
});

it('a place whose successors are archived is refused with the oldest one that is not', async () => {
  await happened(3, 40);
  await happened(1, 1);
  await archiveAll();
  await expect(assertNotArchived(ctx.prisma, ctx.merchantId, 2n)).rejects.toMatchObject({
    code: 'CURSOR_EXPIRED',
    oldest: 3n,
  });
  expect(await assertNotArchived(ctx.prisma, ctx.merchantId, 3n)).toMatchObject({ lastSequence: 4n });
});

it('a file that is not what was written counts as missing', async () => {
  await happened(1, 40);
  await archiveAll();
  const [file] = await ctx.prisma.eventArchive.findMany({ where: { merchantId: ctx.merchantId } });
  await ctx.ports.events.archives.put(file?.key ?? '', Buffer.from('broken'));
  const found: (Uint8Array | null)[] = [];
  for await (const { archive, bytes } of readEventArchives(ctx)) if (archive.key === file?.key) found.push(bytes);
  expect(found).toEqual([null]);
});
