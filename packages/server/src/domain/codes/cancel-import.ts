import type { Import } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { ImportEndedError } from './code.errors.ts';
import { progressOf } from './import.store.ts';

/**
 * Ends an import before its next chunk. What is in the pool stays there. Cancelling again changes nothing.
 * @throws NotFoundError, ImportEndedError, NotAllowedError
 */
export async function cancelImport(ctx: DomainContext, { id }: { id: string }): Promise<Import> {
  assertMay(ctx, 'codes:write');
  return inTransaction(ctx, async (tx) => {
    const row = await lockImport(tx, ctx, id);
    if (row.status === 'CANCELLED') return row;
    if (row.status === 'DONE' || row.status === 'FAILED') throw new ImportEndedError(row.status);
    await tx.importChunk.deleteMany({ where: { importId: id } });
    const data = { status: 'CANCELLED' as const, finishedAt: ctx.now() };
    const cancelled = await tx.import.update({ where: { id }, data });
    await announce(tx, ctx, { type: 'import.cancelled', cardId: row.cardId, data: progressOf(cancelled) });
    return cancelled;
  });
}

/** Waits for the chunk under way, whose worker holds the row. */
async function lockImport(tx: Tx, ctx: DomainContext, id: string): Promise<Import> {
  await tx.$queryRaw`SELECT 1 FROM "Import" WHERE "id" = ${id} FOR UPDATE`;
  const row = await tx.import.findFirst({ where: { id, merchantId: merchantIdOf(ctx) } });
  if (!row) throw new NotFoundError('import');
  return row;
}
