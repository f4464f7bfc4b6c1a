import { type DomainError, InvalidInputError } from '../kit/errors.ts';
import type { StoreDraft } from './store-draft.ts';

/** Rows that a file may have. */
export const MOST_STORE_ROWS = 5_000;

/** A row of a file, by its number there. */
export type StoreRow = { row: number; draft: StoreDraft };

/** What became of a row; in a dry run, what would become of it. `store` is null where none was made yet. */
export type RowOutcome =
  | { row: number; outcome: 'ADDED'; store: { id: string; poiId: number } | null }
  | { row: number; outcome: 'DUPLICATE'; of: { row: number } | { storeId: string } }
  | { row: number; outcome: 'FAILED'; refusal: DomainError };

/** Stores are the same when the merchant calls them so, or when they have name, branch and address in common. */
type Sameness = Pick<StoreDraft, 'externalId' | 'businessName' | 'branchName' | 'address'>;

/** What tells a store from others: two with a key in common are the same. */
export function keysOf({ externalId, businessName, branchName, address }: Sameness): string[] {
  const place = JSON.stringify([businessName, branchName, address].map((text) => (text ?? '').trim()));
  return externalId ? [`sid ${externalId}`, place] : [place];
}

/** What a row may be the same as: an earlier row, or a store that is there or was deleted. */
export type Known = {
  /** Numbers of the rows before that were added, by their keys. */
  rows: ReadonlyMap<string, number>;
  /** Ids of stores, by their keys. */
  stores: ReadonlyMap<string, string>;
  /** Ids of the merchant's own that deleted stores keep for ever. */
  deleted: ReadonlySet<string>;
};

/** The outcomes of rows that are duplicates or can't be added, and the rows that are new. */
export type JudgedRows = { settled: RowOutcome[]; fresh: StoreRow[] };

export function judgeRows(rows: readonly StoreRow[], known: Known): JudgedRows {
  const settled: RowOutcome[] = [];
  const fresh: StoreRow[] = [];
  const taken = new Map(known.rows);
  for (const row of rows) {
    const outcome = duplicateOf(row, { ...known, rows: taken }) ?? deletedOf(row, known);
    if (outcome) {
      settled.push(outcome);
      continue;
    }
    fresh.push(row);
    for (const key of keysOf(row.draft)) taken.set(key, row.row);
  }
  return { settled, fresh };
}

function duplicateOf({ row, draft }: StoreRow, { rows, stores }: Known): RowOutcome | null {
  for (const key of keysOf(draft)) {
    const earlier = rows.get(key);
    if (earlier !== undefined) return { row, outcome: 'DUPLICATE', of: { row: earlier } };
    const storeId = stores.get(key);
    if (storeId !== undefined) return { row, outcome: 'DUPLICATE', of: { storeId } };
  }
  return null;
}

function deletedOf({ row, draft }: StoreRow, { deleted }: Known): RowOutcome | null {
  if (!draft.externalId || !deleted.has(draft.externalId)) return null;
  const refusal = new InvalidInputError(['externalId'], 'A store that was deleted has this externalId');
  return { row, outcome: 'FAILED', refusal };
}
