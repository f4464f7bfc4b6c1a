import type { ImportProblemReason } from '../../generated/prisma/enums.ts';
import { ownCodeFault, ownCodeOf } from './code-value.rules.ts';

/** Rows that are done in one transaction. */
export const CHUNK_ROWS = 10_000;
/** Rows that a file may have. */
export const MOST_ROWS = 1_000_000;
/** Imports of one merchant that may wait or run at the same time. */
export const MOST_OPEN = 20;
/** So much of a line is kept; a code is far shorter, and who sends megabytes without a line break fills no memory. */
const KEPT_CHARACTERS = 256;
const SHOWN_CHARACTERS = 64;
const HEADER = 'code';

/** A line of the file: the code that stands in its first column, and its number in the file, from 1. */
export type ImportRow = { row: number; value: string };

/** Parts the text of a file into rows, piece by piece, as it comes. */
export type RowReader = {
  /** The rows that this piece ends. */
  read(piece: string): ImportRow[];
  /** The last row, if the file does not end with a line break. */
  end(): ImportRow[];
};

/**
 * A line is a row, its first column is the code: up to a comma, semicolon or tab, or between double quotes. A first line
 * `code` is a heading. Line breaks are LF or CRLF.
 */
export function createRowReader(): RowReader {
  let begun = '';
  let line = 0;
  const rowOf = (text: string): ImportRow[] => {
    line += 1;
    const value = firstColumnOf(text.endsWith('\r') ? text.slice(0, -1) : text);
    return line === 1 && value.trim().toLowerCase() === HEADER ? [] : [{ row: line, value }];
  };
  return {
    read: (piece) => {
      const [first = '', ...more] = piece.split('\n');
      const begin = keptOf(begun + keptOf(first));
      const [next, ...whole] = more.length === 0 ? [begin] : [keptOf(more.at(-1) ?? ''), begin, ...more.slice(0, -1)];
      begun = next;
      return whole.flatMap((text) => rowOf(keptOf(text)));
    },
    end: () => (begun === '' ? [] : rowOf(begun)),
  };
}

const keptOf = (text: string): string => text.slice(0, KEPT_CHARACTERS);

const QUOTED = /^\s*"((?:[^"]|"")*)"/;
const PLAIN = /^[^,;\t]*/;

function firstColumnOf(line: string): string {
  const quoted = QUOTED.exec(line)?.[1];
  const value = quoted === undefined ? (PLAIN.exec(line)?.[0] ?? '') : quoted.replaceAll('""', '"');
  // PostgreSQL keeps neither; the rule refuses both.
  return value.replaceAll('\0', '\ufffd').toWellFormed();
}

/** A row that is not added, and why. */
export type RowProblem = { row: number; value: string; reason: ImportProblemReason };

const problem = ({ row, value }: ImportRow, reason: ImportProblemReason): RowProblem => ({
  row,
  value: value.slice(0, SHOWN_CHARACTERS).toWellFormed(),
  reason,
});

/** The codes of a chunk by their value, each with its row, and the rows that are no code or repeat one of this chunk. */
export type SortedRows = { codes: ReadonlyMap<string, ImportRow>; problems: RowProblem[] };

export function sortRows(rows: readonly ImportRow[]): SortedRows {
  const codes = new Map<string, ImportRow>();
  const problems: RowProblem[] = [];
  for (const row of rows) {
    const value = ownCodeOf(row.value);
    const fault = ownCodeFault(value) ?? (codes.has(value) ? 'DUPLICATE_IN_FILE' : null);
    if (fault) problems.push(problem(row, fault));
    else codes.set(value, row);
  }
  return { codes, problems };
}

/** What keeps those codes of a chunk out that the card had already, each with the import that had brought it. */
export const knownProblems = (
  codes: SortedRows['codes'],
  known: ReadonlyMap<string, string | null>,
  importId: string,
): RowProblem[] =>
  [...known].flatMap(([value, broughtBy]) => {
    const row = codes.get(value);
    return row ? [problem(row, broughtBy === importId ? 'DUPLICATE_IN_FILE' : 'DUPLICATE_IN_CARD')] : [];
  });

/** How many rows were added, were there already, or are no code. */
export function countsOf(rowCount: number, problems: readonly RowProblem[]) {
  const duplicateCount = problems.filter(({ reason }) => reason.startsWith('DUPLICATE')).length;
  return {
    doneCount: rowCount,
    addedCount: rowCount - problems.length,
    duplicateCount,
    failedCount: problems.length - duplicateCount,
  };
}
