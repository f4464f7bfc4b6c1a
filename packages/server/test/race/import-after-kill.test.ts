import { afterEach, expect, it } from 'vitest';
import { countDepositedCodes, depositCodes, getImport, receiveImport } from '../../src/domain/codes/index.ts';
import { aContext, type TestContext } from '../kit/context.ts';
import { testDatabaseUrl } from '../kit/database.ts';
import { anInstance, type Instance } from '../kit/instances.ts';
import { aPoolCard } from '../kit/factories.ts';

const ROWS = 60_000;
const CHUNK = 10_000;

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

/** A server of its own process on the database of this test worker, ready. */
async function served(): Promise<Instance> {
  const instance = await anInstance({
    KAQUAN_DATABASE_URL: await testDatabaseUrl(),
    KAQUAN_MASTER_KEY: Buffer.alloc(32, 7).toString('hex'),
  });
  cleanUps.push(() => instance.kill('SIGKILL'));
  return instance;
}

/** Every 97th row is empty, every 101st repeats the first code. */
const rowAt = (nth: number): string => (nth % 97 === 96 ? '' : nth % 101 === 100 ? 'C0' : `C${nth}`);

async function* file(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(Array.from({ length: ROWS }, (_, nth) => rowAt(nth)).join('\n')));
}

const undo = new Error('undo');

/** Runs `work` while a transaction that never commits has the code: who deposits it too waits, amid its own transaction. */
const whileDeposited = (ctx: TestContext, cardId: string, value: string, work: () => Promise<void>): Promise<void> =>
  ctx.prisma
    .$transaction(
      async (tx) => {
        await depositCodes({ ...ctx, tx }, { cardId, values: [value] });
        await work();
        throw undo;
      },
      { timeout: 60_000 },
    )
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });

it('an import whose server was killed amid a chunk goes on after a start, and counts every row once', async () => {
  const ctx = await aContext();
  const card = await aPoolCard(ctx, { values: ['OLD'], left: 0 });
  const { id } = await receiveImport(ctx, { cardId: card.id, fileName: null, bytes: file() });
  const waiting = () => ctx.prisma.$queryRaw<unknown[]>`
    SELECT 1 FROM "pg_stat_activity" WHERE "datname" = current_database() AND "wait_event_type" = 'Lock' AND "query" LIKE '%"DepositedCode"%'`;

  // The code is held before the server starts: one that is ready first might import past it.
  await whileDeposited(ctx, card.id, `C${2 * CHUNK + 50}`, async () => {
    const first = await served();
    await expect.poll(waiting, { timeout: 30_000 }).toHaveLength(1);
    await first.kill('SIGKILL');
  });
  expect(await getImport(ctx, id)).toMatchObject({ status: 'RUNNING', doneCount: 2 * CHUNK });

  const second = await served();
  await expect.poll(async () => (await getImport(ctx, id)).status, { timeout: 30_000 }).toBe('DONE');
  await second.kill('SIGTERM');
  const done = await getImport(ctx, id);
  const rows = Array.from({ length: ROWS }, (_, nth) => rowAt(nth));
  const codes = new Set(rows.filter((row) => row !== ''));
  const failedCount = rows.filter((row) => row === '').length;
  const counts = { addedCount: codes.size, failedCount, duplicateCount: ROWS - codes.size - failedCount };
  expect(done).toMatchObject({ rowCount: ROWS, doneCount: ROWS, ...counts });
  expect(await countDepositedCodes(ctx, card.id)).toMatchObject({ total: codes.size + 1 });
  expect(await ctx.prisma.importProblem.count({ where: { importId: id } })).toBe(ROWS - codes.size);
  const told = await ctx.prisma.event.findMany({
    where: { cardId: card.id, type: 'import.progressed' },
    orderBy: { position: 'asc' },
  });
  expect(told.map(({ data }) => data)).toMatchObject([1, 2, 3, 4, 5].map((chunk) => ({ doneCount: chunk * CHUNK })));
});
