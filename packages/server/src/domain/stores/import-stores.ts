import type { Store } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { DomainError, InvalidInputError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { assertPhotos } from './assert-photos.ts';
import { addStores } from './create-store.ts';
import {
  type JudgedRows,
  judgeRows,
  keysOf,
  type Known,
  MOST_STORE_ROWS,
  type RowOutcome,
  type StoreRow,
} from './import-rows.rules.ts';
import { assertUnboundStores } from './store.access.ts';
import { assertStore } from './store.rules.ts';

export type StoreImport = {
  /** At most 5,000, in the order of the file. */
  rows: readonly StoreRow[];
  /** Judges every row and adds none. */
  isDryRun: boolean;
};

/** Rows that are added in one transaction. */
const CHUNK_ROWS = 100;

/** Numbers of the rows that were added, by the keys of their stores. */
type Taken = Map<string, number>;

/**
 * Adds many stores by the rules of one, each with its review and events (S2), and tells what became of each row. A store that is
 * there already, or in an earlier row, is not made again; a row that is refused keeps none of the others out. Nothing is taken
 * back when the caller goes away: the same file sent again adds what is missing.
 * @throws InvalidInputError for too many rows, NotAllowedError
 */
export async function importStores(ctx: DomainContext, { rows, isDryRun }: StoreImport): Promise<RowOutcome[]> {
  assertMay(ctx, 'stores:write');
  assertUnboundStores(ctx);
  if (rows.length > MOST_STORE_ROWS)
    throw new InvalidInputError(['file'], `At most ${MOST_STORE_ROWS} rows`, 'TOO_LONG');
  const taken: Taken = new Map();
  const outcomes: RowOutcome[] = [];
  for (let done = 0; done < rows.length; done += CHUNK_ROWS) {
    const { settled, fresh } = await checkRows(ctx, rows.slice(done, done + CHUNK_ROWS));
    outcomes.push(...settled, ...(isDryRun ? await foresee(ctx, fresh, taken) : await addChunk(ctx, fresh, taken)));
  }
  return outcomes.toSorted((a, b) => a.row - b.row);
}

/** The rows that no rule of a store refuses, and the outcomes of the others. */
async function checkRows(ctx: DomainContext, rows: readonly StoreRow[]): Promise<JudgedRows> {
  const judged: JudgedRows = { settled: [], fresh: [] };
  for (const { row, draft } of rows) {
    const { refusal } = await tried(async () => {
      assertStore(draft);
      await assertPhotos(ctx, draft.photoUrls);
    });
    if (refusal) judged.settled.push({ row, outcome: 'FAILED', refusal });
    else judged.fresh.push({ row, draft });
  }
  return judged;
}

async function foresee(ctx: DomainContext, rows: readonly StoreRow[], taken: Taken): Promise<RowOutcome[]> {
  const { settled, fresh } = judgeRows(rows, await knownStores(ctx, rows, taken));
  take(taken, fresh);
  return [...settled, ...fresh.map(({ row }): RowOutcome => ({ row, outcome: 'ADDED', store: null }))];
}

/** Adds the rows together; when one of them is refused after all, each by itself, so that it alone is left out. */
async function addChunk(ctx: DomainContext, rows: readonly StoreRow[], taken: Taken): Promise<RowOutcome[]> {
  const { value, refusal } = await tried(() => addRows(ctx, rows, taken));
  if (!refusal) {
    take(taken, value.fresh);
    return value.outcomes;
  }
  const [first, ...others] = rows;
  if (!first || others.length === 0) return first ? [{ row: first.row, outcome: 'FAILED', refusal }] : [];
  const outcomes: RowOutcome[] = [];
  for (const row of rows) outcomes.push(...(await addChunk(ctx, [row], taken)));
  return outcomes;
}

type Added = { fresh: StoreRow[]; outcomes: RowOutcome[] };

// house: no event, because addStores announces each store.
const addRows = (ctx: DomainContext, rows: readonly StoreRow[], taken: Taken): Promise<Added> =>
  inTransaction(ctx, async (tx) => {
    await holdImports(tx, merchantIdOf(ctx));
    const { settled, fresh } = judgeRows(rows, await knownStores({ ...ctx, tx }, rows, taken));
    const drafts = fresh.map(({ draft }) => draft);
    const stores = drafts.length === 0 ? [] : await addStores(tx, ctx, drafts);
    return { fresh, outcomes: [...settled, ...fresh.map(({ row }, index) => addedOutcome(row, stores[index]))] };
  });

function addedOutcome(row: number, store: Store | undefined): RowOutcome {
  return { row, outcome: 'ADDED', store: store ? { id: store.id, poiId: store.poiId } : null };
}

function take(taken: Taken, rows: readonly StoreRow[]): void {
  for (const { row, draft } of rows) for (const key of keysOf(draft)) taken.set(key, row);
}

/** Lets imports of one merchant follow each other, or two of one file would both find a store missing. */
async function holdImports(tx: Tx, merchantId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`stores of ${merchantId}`}, 0))`;
}

/** What these rows may be the same as. */
async function knownStores(ctx: DomainContext, rows: readonly StoreRow[], taken: Taken): Promise<Known> {
  const textsOf = (field: 'externalId' | 'businessName' | 'address'): string[] =>
    rows.flatMap(({ draft }) => draft[field] ?? []);
  const found = await clientOf(ctx).store.findMany({
    where: {
      merchantId: merchantIdOf(ctx),
      OR: [
        { externalId: { in: textsOf('externalId') } },
        { businessName: { in: textsOf('businessName') }, address: { in: textsOf('address') } },
      ],
    },
    select: { id: true, externalId: true, businessName: true, branchName: true, address: true, deletedAt: true },
  });
  const there = found.filter(({ deletedAt }) => deletedAt === null);
  const gone = found.filter(({ deletedAt }) => deletedAt !== null);
  return {
    rows: taken,
    stores: new Map(there.flatMap((store) => keysOf(store).map((key) => [key, store.id] as const))),
    deleted: new Set(gone.flatMap(({ externalId }) => externalId ?? [])),
  };
}

type Tried<T> = { value: T; refusal: null } | { value: null; refusal: DomainError };

/** What the rules say against something, as data; faults of ours keep flying. */
async function tried<T>(work: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { value: await work(), refusal: null };
  } catch (error) {
    if (error instanceof DomainError) return { value: null, refusal: error };
    throw error;
  }
}
