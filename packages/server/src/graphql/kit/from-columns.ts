import type { GraphqlContext } from '../context.ts';

const COLUMNS = 'kaquanColumns';

type Reckon<Row, Value> = (row: Row, args: unknown, context: GraphqlContext) => Value;

/**
 * A field that is reckoned from these columns of its row alone, so that pages that show it need not read the others. The
 * resolver sees no more of the row, so the compiler asks for each of them.
 */
export const fromColumns = <Row extends object, Value>(
  columns: Readonly<Record<keyof Row & string, true>>,
  resolve: Reckon<Row, Value>,
): { extensions: Readonly<Record<string, unknown>>; resolve: Reckon<Row, Value> } => ({
  extensions: { [COLUMNS]: Object.keys(columns) },
  resolve,
});

/** The columns that a field says it is reckoned from; null: it does not say. */
export function columnsRead({ [COLUMNS]: columns }: Readonly<Record<string, unknown>>): readonly string[] | null {
  return Array.isArray(columns) ? columns.map(String) : null;
}
