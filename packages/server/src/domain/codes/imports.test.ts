import { describe, expect, it } from 'vitest';
import { aCard, aPoolCard } from '../../../test/kit/factories.ts';
import { another, asKey, asUser, at, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import type { Import } from '../../generated/prisma/client.ts';
import { CardStatusError } from '../cards/index.ts';
import { InvalidInputError, NotAllowedError, NotFoundError, ThrottledError } from '../kit/errors.ts';
import {
  cancelImport,
  CodeModeError,
  countDepositedCodes,
  deleteAbandonedImports,
  generateCodes,
  getImport,
  ImportEndedError,
  problemPages,
  receiveImport,
  runNextChunk,
} from './index.ts';

async function* piecesOf(text: string | Uint8Array, size = 1_000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let place = 0; place < bytes.length; place += size)
    yield await Promise.resolve(bytes.subarray(place, place + size));
}
const receive = (ctx: RolledBackContext, cardId: string, text: string | Uint8Array) =>
  receiveImport(ctx, { cardId, fileName: 'codes.csv', bytes: piecesOf(text) });

/** Lets the worker do what is there, also of others that it finds. */
async function finish(ctx: RolledBackContext, id: string): Promise<Import> {
  for (;;) {
    const row = await getImport(ctx, id);
    if (row.status !== 'QUEUED' && row.status !== 'RUNNING') return row;
    await runNextChunk(ctx);
  }
}
const eventsOf = async (ctx: RolledBackContext, cardId: string) =>
  (
    await ctx.tx.event.findMany({
      where: { cardId, type: { startsWith: 'import.' } },
      orderBy: { position: 'asc' },
    })
  ).map(({ type, data }) => [type, data]);
const problemsOf = async (ctx: RolledBackContext, id: string) => {
  const rows = [];
  for await (const page of problemPages(ctx, id)) rows.push(...page);
  return rows.map(({ row, value, reason }) => [row, value, reason]);
};
const numbered = (count: number, from = 0): string[] => Array.from({ length: count }, (_, nth) => `C${from + nth}`);

describe('an import', () => {
  it('puts good rows in the pool and tells what was wrong with each bad one', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['OLD-1'], left: 0 });
      const file =
        '\ufeffcode,note\r\nA1,x\r\n\r\nA2,x\r\nA1,again\r\nOLD-1,x\r\nA 3,x\r\nxxxxxxxxxxxxxxxxxxxxx,x\r\nＡ４,x\r\n';
      const received = await receive(ctx, card.id, file);
      expect(received).toMatchObject({ status: 'QUEUED', fileName: 'codes.csv', rowCount: 8, doneCount: 0 });
      expect(received.byteCount).toBe(BigInt(Buffer.byteLength(file)));
      expect(await finish(ctx, received.id)).toMatchObject({
        status: 'DONE',
        ...{ rowCount: 8, doneCount: 8, addedCount: 3, duplicateCount: 2, failedCount: 3 },
      });
      expect(await problemsOf(ctx, received.id)).toEqual([
        [3, '', 'EMPTY'],
        [5, 'A1', 'DUPLICATE_IN_FILE'],
        [6, 'OLD-1', 'DUPLICATE_IN_CARD'],
        [7, 'A 3', 'INVALID_CHARACTER'],
        [8, 'xxxxxxxxxxxxxxxxxxxxx', 'TOO_LONG'],
      ]);
      expect(await countDepositedCodes(ctx, card.id)).toEqual({ total: 4, free: 4 });
      expect(await ctx.tx.importChunk.count({ where: { importId: received.id } })).toBe(0);
      const counts = { addedCount: 3, duplicateCount: 2, failedCount: 3, doneCount: 8 };
      expect(await eventsOf(ctx, card.id)).toEqual([
        ['import.started', { importId: received.id, rowCount: 8 }],
        ['import.finished', { importId: received.id, rowCount: 8, ...counts, failure: null }],
      ]);
    }));

  it('goes on chunk by chunk, and finds repeats across chunks', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['OLD-1'], left: 0 });
      const { id } = await receive(ctx, card.id, [...numbered(10_000), 'C5', ...numbered(2, 10_000)].join('\n'));
      await runNextChunk(ctx);
      expect(await getImport(ctx, id)).toMatchObject({ status: 'RUNNING', rowCount: 10_003, doneCount: 10_000 });
      expect(await finish(ctx, id)).toMatchObject({ status: 'DONE', addedCount: 10_002, duplicateCount: 1 });
      expect(await problemsOf(ctx, id)).toEqual([[10_001, 'C5', 'DUPLICATE_IN_FILE']]);
      expect((await eventsOf(ctx, card.id)).map(([type]) => type)).toEqual([
        'import.started',
        'import.progressed',
        'import.finished',
      ]);
    }));

  it('brings a file of which 3 % are bad in, whole and by row', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['C7'], left: 0 });
      const rows = numbered(2_000).map((code, nth) => {
        const bad = ['', 'x'.repeat(30), 'C0', 'C7'][Math.floor(nth / 33) % 4] ?? '';
        return nth % 33 === 32 ? bad : code;
      });
      const { id } = await receive(ctx, card.id, rows.join('\r\n'));
      const done = await finish(ctx, id);
      expect(done.addedCount + done.duplicateCount + done.failedCount).toBe(2_000);
      // The pool had C7 before, so the good row of it is a duplicate too.
      expect([done.failedCount, done.duplicateCount, done.addedCount]).toEqual([30, 31, 1_939]);
      expect(await problemsOf(ctx, id)).toHaveLength(61);
      expect(await countDepositedCodes(ctx, card.id)).toEqual({ total: 1_940, free: 1_940 });
    }));

  it.each([
    ['nothing', ''],
    ['a heading alone', 'code\n'],
    ['another encoding', Buffer.from([0x41, 0x31, 0x0a, 0xd6, 0xd0, 0x0a])],
    ['half a character at its end', Buffer.from([0x41, 0x31, 0x0a, 0xe4, 0xb8])],
  ])('of %s is refused and leaves nothing behind', (_what, file) =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['A1'], left: 0 });
      await expect(receive(ctx, card.id, file)).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['file'] });
      expect(await ctx.tx.import.count({ where: { cardId: card.id } })).toBe(0);
      expect(await eventsOf(ctx, card.id)).toEqual([]);
    }),
  );

  it('that is cut off leaves nothing behind', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['A1'], left: 0 });
      async function* broken(): AsyncGenerator<Uint8Array> {
        yield* piecesOf(numbered(20_000).join('\n'));
        throw new Error('cut off');
      }
      const work = receiveImport(ctx, { cardId: card.id, fileName: null, bytes: broken() });
      await expect(work).rejects.toThrow('cut off');
      expect(await ctx.tx.import.count({ where: { cardId: card.id } })).toBe(0);
      expect(await ctx.tx.importChunk.count({ where: { import: { cardId: card.id } } })).toBe(0);
    }));

  it('ends when its card is deleted meanwhile', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['OLD-1'], left: 0 });
      const { id } = await receive(ctx, card.id, 'A1\nA2');
      await ctx.tx.card.update({ where: { id: card.id }, data: { status: 'DELETED' } });
      expect(await finish(ctx, id)).toMatchObject({ status: 'FAILED', failure: 'The card was deleted', addedCount: 0 });
      expect((await eventsOf(ctx, card.id)).at(-1)).toMatchObject(['import.finished', { importId: id }]);
    }));

  it('is for cards with deposited codes, of one’s own, that are not deleted', () =>
    rolledBack(async (ctx) => {
      await expect(receive(ctx, (await aCard(ctx)).id, 'A1')).rejects.toThrow(CodeModeError);
      const card = await aPoolCard(ctx, { values: ['A1'], left: 0 });
      await expect(receive(await another(ctx), card.id, 'A1')).rejects.toThrow(NotFoundError);
      for (const actor of [asKey(ctx, { scopes: ['codes:read'] }), asUser(ctx, 'ann')])
        await expect(receive(actor, card.id, 'A1')).rejects.toThrow(NotAllowedError);
      await ctx.tx.card.update({ where: { id: card.id }, data: { status: 'DELETED' } });
      await expect(receive(ctx, card.id, 'A1')).rejects.toThrow(CardStatusError);
    }));
});

describe('cancelImport', () => {
  it('ends an import before its next chunk and keeps what was done', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['OLD-1'], left: 0 });
      const { id } = await receive(ctx, card.id, numbered(10_010).join('\n'));
      await runNextChunk(ctx);
      const cancelled = await cancelImport(ctx, { id });
      expect(cancelled).toMatchObject({ status: 'CANCELLED', doneCount: 10_000, addedCount: 10_000 });
      expect(await cancelImport(ctx, { id })).toEqual(cancelled);
      await runNextChunk(ctx);
      expect(await getImport(ctx, id)).toEqual(cancelled);
      expect((await eventsOf(ctx, card.id)).at(-1)?.[0]).toBe('import.cancelled');
    }));

  it('refuses one that has ended, and does not know those of others', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['OLD-1'], left: 0 });
      const { id } = await receive(ctx, card.id, 'A1');
      await expect(cancelImport(await another(ctx), { id })).rejects.toThrow(NotFoundError);
      await expect(cancelImport(asKey(ctx, { scopes: ['codes:read'] }), { id })).rejects.toThrow(NotAllowedError);
      await expect(getImport(await another(ctx), id)).rejects.toThrow(NotFoundError);
      await finish(ctx, id);
      await expect(cancelImport(ctx, { id })).rejects.toThrow(ImportEndedError);
    }));

  it('turns a file away that is still coming in', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['OLD-1'], left: 0 });
      async function* meanwhile(): AsyncGenerator<Uint8Array> {
        yield* piecesOf('A1\nA2\n');
        const { id } = await ctx.tx.import.findFirstOrThrow({ where: { cardId: card.id } });
        await cancelImport(ctx, { id });
      }
      const work = receiveImport(ctx, { cardId: card.id, fileName: null, bytes: meanwhile() });
      await expect(work).rejects.toThrow(ImportEndedError);
      expect(await countDepositedCodes(ctx, card.id)).toEqual({ total: 1, free: 1 });
    }));
});

it('refuses the 21st import of a merchant that is still open, of a file or not, and takes it when one has ended', () =>
  rolledBack(async (ctx) => {
    const card = await aPoolCard(ctx, { values: ['OLD-1'], left: 0 });
    const ids = [];
    for (let nth = 0; nth < 20; nth += 1) ids.push((await receive(ctx, card.id, `A${nth}`)).id);
    await expect(receive(ctx, card.id, 'B')).rejects.toThrow(ThrottledError);
    await expect(generateCodes(ctx, { cardId: card.id, count: 1 })).rejects.toThrow(ThrottledError);
    await cancelImport(ctx, { id: ids[0] ?? '' });
    expect(await receive(ctx, card.id, 'B')).toMatchObject({ status: 'QUEUED' });
    const other = await another(ctx);
    const theirs = await aPoolCard(other, { values: ['OLD-1'], left: 0 });
    expect(await receive(other, theirs.id, 'B')).toMatchObject({ status: 'QUEUED' });
  }));

describe('generateCodes', () => {
  it('makes so many distinct codes of the pattern and deposits them', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['OLD-1'], left: 0 });
      const made = await generateCodes(ctx, { cardId: card.id, count: 10_050, pattern: 'AB-####-****-****' });
      expect(made).toMatchObject({ status: 'QUEUED', rowCount: 10_050, fileName: null, replayed: false });
      expect(await finish(ctx, made.id)).toMatchObject({ status: 'DONE', addedCount: 10_050 });
      const codes = await ctx.tx.depositedCode.findMany({ where: { cardId: card.id, importId: made.id } });
      expect(codes.every(({ value }) => /^AB-\d{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/.test(value))).toBe(true);
    }));

  it('draws codes a thousand at a time and lets others have their turn in between', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['OLD-1'], left: 0 });
      let [turn, isOver] = [0, false];
      const tick = (): unknown => (turn += 1) && !isOver && setImmediate(tick);
      tick();
      const draws: { turn: number; count: number }[] = [];
      const random: typeof ctx.random = (bytes) => {
        draws.push({ turn, count: bytes / 4 / '****-****-****'.length });
        return ctx.random(bytes);
      };
      await generateCodes({ ...ctx, random }, { cardId: card.id, count: 10_050 });
      isOver = true;
      expect(draws.map(({ count }) => count)).toEqual([...Array.from({ length: 10 }, () => 1_000), 50]);
      expect(new Set(draws.map((draw) => draw.turn)).size).toBe(draws.length);
    }));

  it('repeats the answer of an idempotency key', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['OLD-1'], left: 0 });
      const order = { cardId: card.id, count: 5, idempotencyKey: 'generate-1' };
      const first = await generateCodes(ctx, order);
      expect(await generateCodes(ctx, order)).toEqual({ ...first, replayed: true });
      expect(await ctx.tx.import.count({ where: { cardId: card.id } })).toBe(1);
    }));

  it.each([
    [{ count: 0 }, 'count'],
    [{ count: 100_001 }, 'count'],
    [{ count: 1.5 }, 'count'],
    [{ count: 10, pattern: '####' }, 'pattern'],
    [{ count: 10, charset: 'A' }, 'charset'],
  ])('refuses %j', (changes, field) =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['OLD-1'], left: 0 });
      const work = generateCodes(ctx, { cardId: card.id, ...changes });
      await expect(work).rejects.toThrow(InvalidInputError);
      await expect(work).rejects.toMatchObject({ field: [field] });
    }),
  );

  it('is for cards with deposited codes of one’s own', () =>
    rolledBack(async (ctx) => {
      await expect(generateCodes(ctx, { cardId: (await aCard(ctx)).id, count: 1 })).rejects.toThrow(CodeModeError);
      const order = { cardId: (await aPoolCard(ctx, { values: ['A1'], left: 0 })).id, count: 1 };
      await expect(generateCodes(await another(ctx), order)).rejects.toThrow(NotFoundError);
      await expect(generateCodes(asKey(ctx, { scopes: ['codes:read'] }), order)).rejects.toThrow(NotAllowedError);
    }));
});

it('forgets files whose server was killed while they came in', () =>
  rolledBack(async (ctx) => {
    const card = await aPoolCard(ctx, { values: ['OLD-1'], left: 0 });
    const { id } = await receive(ctx, card.id, 'A1');
    const { id: kept } = await receive(ctx, card.id, 'A2');
    await ctx.tx.import.update({ where: { id }, data: { status: 'RECEIVING' } });
    const sweep = (time: Date) => deleteAbandonedImports(at(ctx, time));
    await sweep(new Date(Date.now() + 3_600_000));
    expect(await ctx.tx.import.count({ where: { cardId: card.id } })).toBe(2);
    await sweep(new Date(Date.now() + 90_000_000));
    expect(await ctx.tx.import.findMany({ where: { cardId: card.id } })).toMatchObject([{ id: kept }]);
  }));
