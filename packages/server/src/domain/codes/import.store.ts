import type { Import } from '../../generated/prisma/client.ts';
import type { ImportStatus } from '../../generated/prisma/enums.ts';
import { actorIdOf, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';

type NewImport = { cardId: string; fileName: string | null; status: ImportStatus; rowCount: number };

/** Begins an import. Returns its id. */
export async function openImport(
  ctx: DomainContext,
  { cardId, fileName, status, rowCount }: NewImport,
): Promise<string> {
  const id = ctx.newId('imp');
  const actor = { actorKind: ctx.actor.kind, actorId: actorIdOf(ctx.actor) };
  const data = { id, merchantId: merchantIdOf(ctx), cardId, fileName, status, rowCount, createdAt: ctx.now() };
  await clientOf(ctx).import.create({ data: { ...data, ...actor } });
  return id;
}

type NewChunk = { importId: string; index: number; firstRow: number; rows: readonly string[] };

/** Keeps rows that are to be done. */
export async function addChunk(ctx: DomainContext, { rows, ...chunk }: NewChunk): Promise<void> {
  await clientOf(ctx).importChunk.create({ data: { ...chunk, rows: [...rows] } });
}

/** What events tell of an import. */
export const progressOf = (row: Import) => {
  const { id: importId, rowCount, doneCount, addedCount, duplicateCount, failedCount } = row;
  return { importId, rowCount, doneCount, addedCount, duplicateCount, failedCount };
};
