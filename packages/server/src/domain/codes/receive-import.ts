import type { Import } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { ImportEndedError } from './code.errors.ts';
import { cardToFill } from './deposit-codes.ts';
import { CHUNK_ROWS, createRowReader, type ImportRow, MOST_ROWS } from './import-rows.rules.ts';
import { addChunk, openImport } from './import.store.ts';

export type ImportFile = {
  cardId: string;
  /** As its sender calls it; null: not told. */
  fileName: string | null;
  /** The file, piece by piece: UTF-8 with or without a mark, one code a line. */
  bytes: AsyncIterable<Uint8Array>;
};

/**
 * Takes a file of codes in and queues it for the background (K1). It is kept chunk by chunk as it comes, so a big one
 * takes no more memory than a small one. What is refused or cut off leaves nothing behind.
 *
 * Throws NotFoundError, CodeModeError, CardStatusError, ImportEndedError when it was cancelled meanwhile, ThrottledError when too
 * many are open, NotAllowedError;
 * InvalidInputError for a file that is empty, not UTF-8 or has too many rows.
 */
export async function receiveImport(ctx: DomainContext, { cardId, fileName, bytes }: ImportFile): Promise<Import> {
  assertMay(ctx, 'codes:write');
  await cardToFill(ctx, cardId);
  const importId = await openImport(ctx, { cardId, fileName: nameOf(fileName), status: 'RECEIVING', rowCount: 0 });
  try {
    return await queueImport(ctx, { importId, cardId, ...(await keepRows(ctx, importId, bytes)) });
  } catch (error) {
    await forgetImport(ctx, importId);
    throw error;
  }
}

const MOST_NAME = 255;
const nameOf = (fileName: string | null): string | null =>
  fileName?.replaceAll(/\p{C}/gu, '').slice(0, MOST_NAME).toWellFormed() || null;

type Received = { rowCount: number; byteCount: number };
/** Chunks and rows so far, and the rows that wait for their chunk to be full. */
type Kept = { index: number; rowCount: number; waiting: ImportRow[] };

async function keepRows(ctx: DomainContext, importId: string, bytes: ImportFile['bytes']): Promise<Received> {
  const decode = decoder();
  const reader = createRowReader();
  const kept: Kept = { index: 0, rowCount: 0, waiting: [] };
  const keep = async (most: number): Promise<void> => {
    while (kept.waiting.length >= most && kept.waiting.length > 0) {
      const rows = kept.waiting.splice(0, CHUNK_ROWS);
      const firstRow = rows[0]?.row ?? 1;
      await addChunk(ctx, { importId, index: kept.index, firstRow, rows: rows.map(({ value }) => value) });
      kept.index += 1;
    }
  };
  const take = (rows: readonly ImportRow[]): void => {
    kept.rowCount += rows.length;
    if (kept.rowCount > MOST_ROWS) throw new InvalidInputError(['file'], `At most ${MOST_ROWS} rows`, 'TOO_LONG');
    kept.waiting.push(...rows);
  };
  let byteCount = 0;
  for await (const piece of bytes) {
    byteCount += piece.length;
    take(reader.read(decode(piece)));
    await keep(CHUNK_ROWS);
  }
  take([...reader.read(decode(null)), ...reader.end()]);
  await keep(1);
  if (kept.rowCount === 0) throw new InvalidInputError(['file'], 'The file holds no code', 'MISSING');
  return { rowCount: kept.rowCount, byteCount };
}

/** Text of bytes as they come; null ends it. A file of another encoding would bring wrong codes in, so it is refused whole. */
function decoder(): (piece: Uint8Array | null) => string {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  return (piece) => {
    try {
      return piece === null ? utf8.decode() : utf8.decode(piece, { stream: true });
    } catch {
      throw new InvalidInputError(['file'], 'The file is not UTF-8: save it as UTF-8 and send it again');
    }
  };
}

type Queued = Received & { importId: string; cardId: string };

function queueImport(ctx: DomainContext, { importId, cardId, rowCount, byteCount }: Queued): Promise<Import> {
  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.import.updateMany({
      where: { id: importId, status: 'RECEIVING' },
      data: { status: 'QUEUED', rowCount, byteCount },
    });
    if (count === 0) throw new ImportEndedError('CANCELLED');
    await announce(tx, ctx, { type: 'import.started', cardId, data: { importId, rowCount } });
    return tx.import.findUniqueOrThrow({ where: { id: importId } });
  });
}

async function forgetImport(ctx: DomainContext, importId: string): Promise<void> {
  const client = clientOf(ctx);
  await client.importChunk.deleteMany({ where: { importId } });
  await client.import.deleteMany({ where: { id: importId, status: 'RECEIVING' } });
}
