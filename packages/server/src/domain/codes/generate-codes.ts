import type { Import } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { once } from '../kit/idempotency.ts';
import { type CodePattern, EASY_CHARSET, parsePattern, valueFrom } from './code-pattern.rules.ts';
import { cardToFill } from './deposit-codes.ts';
import { knownOf } from './deposit.queries.ts';
import { CHUNK_ROWS } from './import-rows.rules.ts';
import { addChunk, openImport } from './import.store.ts';

const MOST_CODES = 100_000;
/** Codes that are drawn in one go: some milliseconds, for which every other call of this server waits. */
const DRAWN_AT_ONCE = 1_000;
const STANDARD_PATTERN = '****-****-****';

export type GenerateCodesInput = {
  cardId: string;
  count: number;
  /** `#`: a digit; `*`: a character of `charset`; else itself. `****-****-****` unless given. */
  pattern?: string | null | undefined;
  /** Capitals and digits that nobody takes for others, unless given. */
  charset?: string | null | undefined;
  idempotencyKey?: string | undefined;
};

type Order = { cardId: string; count: number; places: CodePattern };

/**
 * Makes unguessable codes and deposits them in the background, as a file of the merchant's would be (K1).
 *
 * Throws NotFoundError, CodeModeError, CardStatusError, InvalidInputError, NotAllowedError, IdempotencyKeyReusedError,
 * ThrottledError when too many imports are open. A repeated key gives the same import with `replayed: true`.
 */
export async function generateCodes(
  ctx: DomainContext,
  { idempotencyKey, ...input }: GenerateCodesInput,
): Promise<Import & { replayed: boolean }> {
  assertMay(ctx, 'codes:write');
  const { cardId, count } = input;
  if (!Number.isInteger(count) || count < 1 || count > MOST_CODES)
    throw new InvalidInputError(['count'], `A whole number from 1 to ${MOST_CODES}`, 'QUANTITY');
  const places = parsePattern(input.pattern ?? STANDARD_PATTERN, input.charset ?? EASY_CHARSET, count);
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'codesGenerate', key: idempotencyKey, input },
    async (tx) => ({ importId: await makeImport(tx, { ...ctx, tx }, { cardId, count, places }) }),
  );
  const made = await clientOf(ctx).import.findUniqueOrThrow({ where: { id: answer.importId } });
  return { ...made, replayed: isReplay };
}

async function makeImport(tx: Tx, ctx: DomainContext, { cardId, count, places }: Order): Promise<string> {
  await cardToFill(ctx, cardId);
  const importId = await openImport(ctx, { cardId, fileName: null, status: 'QUEUED', rowCount: count });
  const drawn = new Set<string>();
  for (let done = 0, index = 0; done < count; done += CHUNK_ROWS, index += 1) {
    const rows = await freshValues(tx, ctx, { cardId, count: Math.min(CHUNK_ROWS, count - done), places }, drawn);
    await addChunk(ctx, { importId, index, firstRow: done + 1, rows });
  }
  await announce(tx, ctx, { type: 'import.started', cardId, data: { importId, rowCount: count } });
  return importId;
}

/** Values that the pool does not have, none of them `drawn` before. There are a million for each: hardly one is drawn twice. */
async function freshValues(
  tx: Tx,
  ctx: Pick<DomainContext, 'random'>,
  { cardId, count, places }: Order,
  drawn: Set<string>,
): Promise<string[]> {
  const values: string[] = [];
  while (values.length < count) {
    const next = drawValues(ctx, places, Math.min(DRAWN_AT_ONCE, count - values.length));
    // While the database looks them up, others have their turn.
    const known = await knownOf(tx, cardId, next);
    for (const value of next) {
      if (known.has(value) || drawn.has(value)) continue;
      drawn.add(value);
      values.push(value);
    }
  }
  return values;
}

function drawValues(ctx: Pick<DomainContext, 'random'>, places: CodePattern, count: number): string[] {
  const width = places.length * 4;
  const bytes = ctx.random(count * width);
  return Array.from({ length: count }, (_, nth) => valueFrom(places, bytes.subarray(nth * width, (nth + 1) * width)));
}
