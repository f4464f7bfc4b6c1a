import type { Import, Prisma } from '../../generated/prisma/client.ts';
import type { ImportStatus } from '../../generated/prisma/enums.ts';
import { actorIdOf, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { ThrottledError } from '../kit/errors.ts';
import { type ImportRow, MOST_OPEN, type RowProblem } from './import-rows.rules.ts';

type NewImport = { cardId: string; fileName: string | null; status: ImportStatus; rowCount: number };

/** Begins an import. Returns its id. Throws ThrottledError while the merchant has as many as it may. */
export async function openImport(
  ctx: DomainContext,
  { cardId, fileName, status, rowCount }: NewImport,
): Promise<string> {
  const merchantId = merchantIdOf(ctx);
  await assertMayOpen(ctx, merchantId);
  const id = ctx.newId('imp');
  const actor = { actorKind: ctx.actor.kind, actorId: actorIdOf(ctx.actor) };
  const data = { id, merchantId, cardId, fileName, status, rowCount };
  const times = { createdAt: ctx.now(), dueAt: ctx.now() };
  await clientOf(ctx).import.create({ data: { ...data, ...times, ...actor } });
  return id;
}

/** A file of usual size is done by then. */
const RETRY_AFTER_MS = 10_000;

async function assertMayOpen(ctx: DomainContext, merchantId: string): Promise<void> {
  const where = { merchantId, status: { in: ['RECEIVING', 'QUEUED', 'RUNNING'] } } satisfies Prisma.ImportWhereInput;
  if ((await clientOf(ctx).import.count({ where })) >= MOST_OPEN) throw new ThrottledError(RETRY_AFTER_MS);
}

type NewChunk = { importId: string; index: number; firstRow: number; rows: readonly string[] };

// Chunks and problems are written and read past the query builder, which would copy each row several times.

/** Keeps rows that are to be done. */
export async function addChunk(ctx: DomainContext, { importId, index, firstRow, rows }: NewChunk): Promise<void> {
  await clientOf(ctx).$executeRaw`
    INSERT INTO "ImportChunk" ("importId", "index", "firstRow", "rows") VALUES (${importId}, ${index}, ${firstRow}, ${[...rows]}::text[])`;
}

/** The next rows to be done, and whether more come after them; null: there are none. */
export async function takeChunk(tx: Tx, importId: string): Promise<{ rows: ImportRow[]; isLast: boolean } | null> {
  const [chunk] = await tx.$queryRaw<{ index: number; firstRow: number; rows: string[] }[]>`
    DELETE FROM "ImportChunk" WHERE "importId" = ${importId} AND "index" = (SELECT min("index") FROM "ImportChunk" WHERE "importId" = ${importId})
    RETURNING "index", "firstRow", "rows"`;
  if (!chunk) return null;
  const next = await tx.importChunk.findFirst({ where: { importId }, select: { index: true } });
  return { rows: chunk.rows.map((value, nth) => ({ row: chunk.firstRow + nth, value })), isLast: next === null };
}

/** Keeps what was wrong with rows. */
export async function addProblems(
  tx: Tx,
  ctx: Pick<DomainContext, 'newId'>,
  importId: string,
  problems: readonly RowProblem[],
): Promise<void> {
  if (problems.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "ImportProblem" ("id", "importId", "row", "value", "reason")
    SELECT "id", ${importId}, "row", "value", "reason"::"ImportProblemReason"
    FROM unnest(
      ${problems.map(() => ctx.newId('imr'))}::text[], ${problems.map(({ row }) => row)}::int[],
      ${problems.map(({ value }) => value)}::text[], ${problems.map(({ reason }) => reason)}::text[]
    ) AS "given" ("id", "row", "value", "reason")`;
}

/** What events tell of an import. */
export const progressOf = (row: Import) => {
  const { id: importId, rowCount, doneCount, addedCount, duplicateCount, failedCount } = row;
  return { importId, rowCount, doneCount, addedCount, duplicateCount, failedCount };
};
