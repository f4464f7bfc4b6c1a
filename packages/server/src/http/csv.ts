/** Excel takes a file with this mark as UTF-8. */
export const UTF8_MARK = '\ufeff';

/** A cell that begins so is a formula to spreadsheets; those of East Asia take the full-width signs for the same. */
const FORMULA = /^[=+\-@＝＋－＠\t\r]/;

const cellOf = (value: string | number): string => {
  if (typeof value === 'number') return String(value);
  return `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
};

/** One line of a CSV file (RFC 4180) that no spreadsheet takes for a formula. */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(',')}\r\n`;
