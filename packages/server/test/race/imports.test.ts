import { beforeEach, describe, expect, it } from 'vitest';
import {
  countDepositedCodes,
  getImport,
  problemPages,
  receiveImport,
  runNextChunk,
} from '../../src/domain/codes/index.ts';
import { aContext, at, type TestContext } from '../kit/context.ts';
import { aPoolCard } from '../kit/factories.ts';

const CHUNK = 10_000;

let ctx: TestContext;
let cardId: string;
beforeEach(async () => {
  ctx = await aContext();
  cardId = (await aPoolCard(ctx, { values: ['OLD'], left: 0 })).id;
});

const numbered = (count: number, letter: string): string[] =>
  Array.from({ length: count }, (_, nth) => `${letter}${nth}`);

async function received(rows: readonly string[]): Promise<string> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(rows.join('\n')));
  }
  return (await receiveImport(ctx, { cardId, fileName: null, bytes: bytes() })).id;
}

/** Makes the next chunk one that the database refuses: its rows are numbered beyond what a row's number can be. */
const breakChunk = (importId: string, index: number) =>
  ctx.prisma.importChunk.update({
    where: { importId_index: { importId, index } },
    data: { firstRow: 2_147_483_647, rows: ['', ''] },
  });

/** Turns of the worker, each so much later that whatever waits is due; true: a chunk was done. */
async function turns(count: number): Promise<boolean[]> {
  const done: boolean[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const later = at(ctx, new Date(Date.now() + turn * 1_000_000));
    done.push(await runNextChunk(later).catch(() => false));
  }
  return done;
}
const statusOf = async (id: string): Promise<string> => (await getImport(ctx, id)).status;

describe('an import whose chunk fails again and again', () => {
  it('ends after five failures in a row, keeps what was added, and tells nothing internal', async () => {
    const id = await received(numbered(CHUNK + 2, 'A'));
    await breakChunk(id, 1);
    expect(await turns(5)).toEqual([true, false, false, false, false]);
    expect(await statusOf(id)).toBe('RUNNING');
    await turns(6);
    const failure = 'The server could not go on with these rows; what was added stays';
    expect(await getImport(ctx, id)).toMatchObject({ status: 'FAILED', failure, doneCount: CHUNK, addedCount: CHUNK });
    expect(await countDepositedCodes(ctx, cardId)).toMatchObject({ total: CHUNK + 1 });
    expect(await ctx.prisma.importChunk.count({ where: { importId: id } })).toBe(0);
    const last = await ctx.prisma.event.findFirst({
      where: { cardId, type: { startsWith: 'import.' } },
      orderBy: { position: 'desc' },
    });
    expect(last).toMatchObject({ type: 'import.finished', data: { importId: id, failure } });
  });

  it('tells what went wrong to the worker alone', async () => {
    const id = await received(['A', 'B']);
    await breakChunk(id, 0);
    await expect(runNextChunk(ctx)).rejects.toThrow(/out of range/);
    await turns(6);
    expect(await statusOf(id)).toBe('FAILED');
  });

  it('waits for its next attempt, while others go on', async () => {
    const bad = await received(['A', 'B']);
    await breakChunk(bad, 0);
    await expect(runNextChunk(ctx)).rejects.toThrow(/out of range/);
    expect(await runNextChunk(ctx)).toBe(false);
    const good = await received(['C']);
    expect(await runNextChunk(ctx)).toBe(true);
    expect(await Promise.all([statusOf(bad), statusOf(good)])).toEqual(['QUEUED', 'DONE']);
    await turns(6);
  });

  it('forgets its failures when a chunk is done', async () => {
    const id = await received(['A', 'B']);
    await breakChunk(id, 0);
    await turns(4);
    await ctx.prisma.importChunk.update({
      where: { importId_index: { importId: id, index: 0 } },
      data: { firstRow: 1 },
    });
    await turns(5);
    expect(await getImport(ctx, id)).toMatchObject({ status: 'DONE', failureCount: 0, failedCount: 2 });
  });
});

it('a small import does not wait for a big one', async () => {
  const big = await received(numbered(2 * CHUNK + 1, 'A'));
  const small = await received(['B']);
  await turns(2);
  expect(await Promise.all([statusOf(big), statusOf(small)])).toEqual(['RUNNING', 'DONE']);
  await turns(4);
  expect(await getImport(ctx, big)).toMatchObject({ status: 'DONE', addedCount: 2 * CHUNK + 1 });
});

it('a file of bad rows alone is done like any other, each row with its reason', async () => {
  const id = await received(Array.from({ length: CHUNK + 5 }, () => 'no code'));
  await turns(2);
  expect(await getImport(ctx, id)).toMatchObject({ status: 'DONE', addedCount: 0, failedCount: CHUNK + 5 });
  let rows = 0;
  for await (const page of problemPages(ctx, id)) rows += page.length;
  expect(rows).toBe(CHUNK + 5);
});
