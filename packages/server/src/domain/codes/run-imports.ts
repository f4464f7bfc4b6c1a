import type { Import } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { deleteInBatches } from '../kit/delete-expired.ts';
import { inTransaction } from '../kit/transaction.ts';
import { leaveNotice } from '../messages/index.ts';
import { insertDeposits } from './deposit.store.ts';
import { knownOf } from './deposit.queries.ts';
import { countsOf, type ImportRow, knownProblems, type RowProblem, sortRows } from './import-rows.rules.ts';
import { addProblems, progressOf, takeChunk } from './import.store.ts';

// house: no access check, because only the installation's own worker calls it.

type Worker = Omit<DomainContext, 'actor'>;

/**
 * Does the next chunk of one import, in one transaction: after a kill it is done again from where it was, and nothing
 * twice. Imports take turns, so a small one does not wait for a big one; one that fails waits longer each time, and is
 * given up in the end. False: nothing is due. Throws what went wrong with the chunk.
 */
export async function runNextChunk(root: Worker): Promise<boolean> {
  const ctx: DomainContext = { ...root, actor: { kind: 'system' } };
  const id = await findDueImport(ctx);
  if (id === null) return false;
  try {
    await inTransaction(ctx, (tx) => workOn(tx, ctx, id));
  } catch (error) {
    // In a transaction of its own: that of the chunk is undone.
    await countFailure(ctx, id);
    throw error;
  }
  return true;
}

/** The import that has been due longest and that no other instance works on. */
async function findDueImport(ctx: DomainContext): Promise<string | null> {
  const [next] = await clientOf(ctx).$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Import" WHERE "status" IN ('QUEUED', 'RUNNING') AND "dueAt" <= ${ctx.now()}
    ORDER BY "dueAt", "id" LIMIT 1 FOR UPDATE SKIP LOCKED`;
  return next?.id ?? null;
}

async function workOn(tx: Tx, ctx: DomainContext, id: string): Promise<void> {
  const running = await lockOpenImport(tx, id);
  // Another instance was faster, or it was cancelled meanwhile.
  if (!running) return;
  const card = await tx.card.findUniqueOrThrow({ where: { id: running.cardId }, select: { status: true } });
  if (card.status === 'DELETED') await failImport(tx, ctx, running, 'The card was deleted');
  else await doChunk(tx, ctx, running);
}

async function lockOpenImport(tx: Tx, id: string): Promise<Import | null> {
  const [open] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Import" WHERE "id" = ${id} AND "status" IN ('QUEUED', 'RUNNING') FOR UPDATE SKIP LOCKED`;
  return open ? tx.import.findUniqueOrThrow({ where: { id } }) : null;
}

const MOST_FAILURES = 5;
/** An import that failed n times in a row waits 5^n seconds: some minutes in all, which an outage may take. */
const waitMsAfter = (failures: number): number => 5 ** failures * 1_000;

function countFailure(ctx: DomainContext, id: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const running = await lockOpenImport(tx, id);
    if (!running) return;
    const failureCount = running.failureCount + 1;
    const dueAt = new Date(ctx.now().getTime() + waitMsAfter(failureCount));
    const failed = await tx.import.update({ where: { id }, data: { failureCount, dueAt } });
    if (failureCount < MOST_FAILURES) return;
    await failImport(tx, ctx, failed, 'The server could not go on with these rows; what was added stays');
  });
}

async function doChunk(tx: Tx, ctx: DomainContext, running: Import): Promise<void> {
  const { rows, isLast } = (await takeChunk(tx, running.id)) ?? { rows: [], isLast: true };
  const problems = await depositRows(tx, ctx, running, rows);
  await addProblems(tx, ctx, running.id, problems);
  await advance(tx, ctx, { running, counts: countsOf(rows.length, problems), isLast });
}

/** Puts the rows' codes in the pool. Returns what was wrong with the others, by row. */
async function depositRows(
  tx: Tx,
  ctx: DomainContext,
  { id: importId, merchantId, cardId }: Import,
  rows: readonly ImportRow[],
): Promise<RowProblem[]> {
  const { codes, problems } = sortRows(rows);
  const values = [...codes.keys()];
  const added = await insertDeposits(tx, ctx, { merchantId, cardId, importId, values });
  const refused = values.filter((value) => !added.has(value));
  const known = refused.length === 0 ? new Map<string, null>() : await knownOf(tx, cardId, refused);
  return [...problems, ...knownProblems(codes, known, importId)].toSorted((a, b) => a.row - b.row);
}

type Advance = { running: Import; counts: ReturnType<typeof countsOf>; isLast: boolean };

async function advance(tx: Tx, ctx: DomainContext, { running, counts, isLast }: Advance): Promise<void> {
  const done = await tx.import.update({
    where: { id: running.id },
    data: {
      status: isLast ? 'DONE' : 'RUNNING',
      failureCount: 0,
      // Behind all that are due now.
      dueAt: ctx.now(),
      startedAt: running.startedAt ?? ctx.now(),
      finishedAt: isLast ? ctx.now() : null,
      doneCount: { increment: counts.doneCount },
      addedCount: { increment: counts.addedCount },
      duplicateCount: { increment: counts.duplicateCount },
      failedCount: { increment: counts.failedCount },
    },
  });
  const { merchantId, cardId } = done;
  if (isLast) await announceEnd(tx, ctx, done);
  else await announce(tx, ctx, { type: 'import.progressed', merchantId, cardId, data: progressOf(done) });
}

async function failImport(tx: Tx, ctx: DomainContext, { id }: Import, failure: string): Promise<void> {
  await tx.importChunk.deleteMany({ where: { importId: id } });
  const data = { status: 'FAILED' as const, failure, finishedAt: ctx.now() };
  await announceEnd(tx, ctx, await tx.import.update({ where: { id }, data }));
}

async function announceEnd(tx: Tx, ctx: DomainContext, ended: Import): Promise<void> {
  const { merchantId, cardId, failure, addedCount, duplicateCount, failedCount } = ended;
  await announce(tx, ctx, { type: 'import.finished', merchantId, cardId, data: { ...progressOf(ended), failure } });
  const { title } = await tx.card.findUniqueOrThrow({ where: { id: cardId }, select: { title: true } });
  const subject = { merchantId, cardId };
  if (failure !== null) await leaveNotice(tx, ctx, { kind: 'IMPORT_FAILED', ...subject, data: { title, addedCount } });
  else
    await leaveNotice(tx, ctx, {
      kind: 'IMPORT_DONE',
      ...subject,
      data: { title, addedCount, duplicateCount, failedCount },
    });
}

const DAY_MS = 86_400_000;

/** Files that were being received when the server was killed: whoever sent one knows of no id. */
export function deleteAbandonedImports(root: Pick<Worker, 'prisma' | 'tx' | 'now'>): Promise<number> {
  const client = clientOf(root);
  const before = new Date(root.now().getTime() - DAY_MS);
  return deleteInBatches(async (limit) => {
    const where = { status: 'RECEIVING', createdAt: { lt: before } } as const;
    const abandoned = await client.import.findMany({ where, select: { id: true }, take: limit });
    const ids = abandoned.map(({ id }) => id);
    await client.importChunk.deleteMany({ where: { importId: { in: ids } } });
    return (await client.import.deleteMany({ where: { id: { in: ids } } })).count;
  });
}
