import { callHeaders, type Caller } from '../data/headers.ts';

/** What became of one row of the file; of a trial, what would. */
export type StoreRowReport = {
  /** Number of the row in the file, its header counted. */
  row: number;
  outcome: 'ADDED' | 'DUPLICATE' | 'FAILED';
  /** The store that was added, or that it is the same as; null: none yet. */
  storeId: string | null;
  /** The earlier row that it is the same as. */
  sameRow: number | null;
  /** The column at fault by the server's name, and as the file heads it. */
  field: string | null;
  column: string | null;
  /** The server's name of what is wrong, such as `STORE_TELEPHONE`, and its sentence. */
  fault: string | null;
  message: string | null;
};

export type StoresReport = {
  rowCount: number;
  addedCount: number;
  duplicateCount: number;
  failedCount: number;
  rows: readonly StoreRowReport[];
};

/** Why no report came. */
export type StoresFault = {
  fault: 'tooLarge' | 'forbidden' | 'refused' | 'failed';
  /** The server's name of what is wrong with the whole file, such as `MISSING`, and its sentence. */
  ofFile: string | null;
  message: string | null;
  /** The columns that do not fit, by the server's names; what it does not know as the file heads it. */
  columns: Readonly<Record<'missing' | 'unknown' | 'twice', readonly string[]>>;
};

const NO_COLUMNS: StoresFault['columns'] = { missing: [], unknown: [], twice: [] };

type Sending = { /** Looks at the file and adds nothing. */ isDryRun: boolean; caller: Caller };

/** Sends a file of stores to `POST /imports/stores`. As long as it takes: thousands of stores need more than a moment. */
export async function uploadStores(file: File, { isDryRun, caller }: Sending): Promise<StoresReport | StoresFault> {
  try {
    const response = await fetch(`/imports/stores${isDryRun ? '?dryRun=1' : ''}`, {
      method: 'POST',
      headers: { ...callHeaders(caller), 'Content-Type': 'text/csv' },
      body: file,
    });
    const body: unknown = await response.json().catch(() => null);
    return (response.ok ? reportOf(body) : null) ?? refusalOf(response.status, body);
  } catch {
    return { fault: 'failed', ofFile: null, message: null, columns: NO_COLUMNS }; // No answer: the person may send the file again.
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
  const same: unknown = Reflect.get(Object(value), 'of');
  return [
    {
      row,
      outcome,
      storeId: textIn(Reflect.get(Object(value), 'store'), 'id') ?? textIn(same, 'storeId'),
      sameRow: numberIn(same, 'row'),
      field: textIn(value, 'field'),
      column: textIn(value, 'column') ?? textIn(value, 'field'),
      fault: textIn(value, 'fault'),
      message: textIn(value, 'message'),
    },
  ];
}

function numberIn(value: unknown, name: string): number | null {
  const found: unknown = Reflect.get(Object(value), name);
  return typeof found === 'number' ? found : null;
}

function textIn(value: unknown, name: string): string | null {
  const found: unknown = Reflect.get(Object(value), name);
  return typeof found === 'string' && found !== '' ? found : null;
}

/** What the server says of a file that it does not take. */
export function refusalOf(status: number, body: unknown): StoresFault {
  const given: unknown = Reflect.get(Object(body), 'errors');
  const errors: readonly unknown[] = Array.isArray(given) ? given : [];
  const wrong = errors.flatMap(columnOf);
  const wrongAs = (fault: string): string[] => wrong.flatMap((one) => (one.fault === fault ? [one.name] : []));
  const extensions: unknown = Reflect.get(Object(errors[0]), 'extensions');
  return {
    fault: faultOf(status),
    ofFile: wrong.length === 0 ? textIn(extensions, 'fault') : null,
    message: textIn(errors[0], 'message'),
    columns: { missing: wrongAs('MISSING'), unknown: wrongAs('UNKNOWN'), twice: wrongAs('TWICE') },
  };
}

function columnOf(error: unknown): { name: string; fault: string | null }[] {
  const extensions: unknown = Reflect.get(Object(error), 'extensions');
  const field: unknown = Reflect.get(Object(extensions), 'field');
  const name: unknown = Array.isArray(field) ? field[1] : undefined;
  return typeof name === 'string' ? [{ name, fault: textIn(extensions, 'fault') }] : [];
}
