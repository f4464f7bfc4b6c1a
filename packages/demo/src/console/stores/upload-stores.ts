import { fetchInTime } from '../data/client.ts';
import { callHeaders, type Caller } from '../data/headers.ts';

/** What became of one row of the file. */
export type StoreRowReport = {
  /** Number of the row in the file, its header counted. */
  row: number;
  outcome: 'ADDED' | 'DUPLICATE' | 'FAILED';
  storeId: string | null;
  /** The column at fault. */
  field: string | null;
  message: string | null;
};

export type StoresReport = {
  rowCount: number;
  addedCount: number;
  duplicateCount: number;
  failedCount: number;
  rows: readonly StoreRowReport[];
};

/** Why no report came; the server's own sentence where it gave one. */
export type StoresFault = { fault: 'tooLarge' | 'forbidden' | 'refused' | 'failed'; message: string | null };

type Sending = { /** Looks at the file and adds nothing. */ isDryRun: boolean; caller: Caller };

/** Sends a file of stores to `POST /imports/stores`. */
export async function uploadStores(file: File, { isDryRun, caller }: Sending): Promise<StoresReport | StoresFault> {
  try {
    const response = await fetchInTime(`/imports/stores${isDryRun ? '?dryRun=1' : ''}`, {
      method: 'POST',
      headers: { ...callHeaders(caller), 'Content-Type': 'text/csv' },
      body: file,
    });
    const body: unknown = await response.json().catch(() => null);
    return (response.ok ? reportOf(body) : null) ?? { fault: faultOf(response.status), message: messageIn(body) };
  } catch {
    return { fault: 'failed', message: null }; // No answer: the person may send the file again.
  }
}

function faultOf(status: number): StoresFault['fault'] {
  if (status === 413) return 'tooLarge';
  if (status === 401 || status === 403) return 'forbidden';
  return status >= 400 && status < 500 ? 'refused' : 'failed';
}

const OUTCOMES = ['ADDED', 'DUPLICATE', 'FAILED'] as const;

/** The report in an answer; null: it is none. */
export function reportOf(body: unknown): StoresReport | null {
  const rows: unknown = Reflect.get(Object(body), 'rows');
  if (!Array.isArray(rows)) return null;
  const read = rows.flatMap(rowOf);
  const count = (name: string, outcome: StoreRowReport['outcome']): number =>
    numberIn(body, name) ?? read.filter((row) => row.outcome === outcome).length;
  return {
    rowCount: numberIn(body, 'rowCount') ?? read.length,
    addedCount: count('addedCount', 'ADDED'),
    duplicateCount: count('duplicateCount', 'DUPLICATE'),
    failedCount: count('failedCount', 'FAILED'),
    rows: read,
  };
}

function rowOf(value: unknown): StoreRowReport[] {
  const row = numberIn(value, 'row');
  const outcome = OUTCOMES.find((known) => known === Reflect.get(Object(value), 'outcome'));
  if (row === null || outcome === undefined) return [];
  const [storeId, field, message] = ['storeId', 'field', 'message'].map((name) => textIn(value, name));
  return [{ row, outcome, storeId: storeId ?? null, field: field ?? null, message: message ?? null }];
}

function numberIn(value: unknown, name: string): number | null {
  const found: unknown = Reflect.get(Object(value), name);
  return typeof found === 'number' ? found : null;
}

/** A text, or a path of names joined by dots. */
function textIn(value: unknown, name: string): string | null {
  const found: unknown = Reflect.get(Object(value), name);
  if (Array.isArray(found)) return found.join('.');
  return typeof found === 'string' && found !== '' ? found : null;
}

function messageIn(body: unknown): string | null {
  const errors: unknown = Reflect.get(Object(body), 'errors');
  return Array.isArray(errors) ? textIn(errors[0], 'message') : null;
}
