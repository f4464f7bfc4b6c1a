import type { DomainContext } from './context.ts';

/** One SQL statement of a hot path: prepared once a connection under its name. Values stand for $1, $2 … */
export type Statement = { name: string; text: string; values: readonly unknown[] };

/** Runs one statement by itself, outside any transaction. Types of rows are the statement's own: whoever writes it states them. */
export type RunStatement = <Row>(statement: Statement) => Promise<Row[]>;

/** The rows of a statement: in the open transaction where there is one, else on a connection kept for hot paths. */
export const rowsOf = <Row>(
  { tx, runStatement }: Pick<DomainContext, 'tx' | 'runStatement'>,
  statement: Statement,
): Promise<Row[]> =>
  tx ? tx.$queryRawUnsafe<Row[]>(statement.text, ...statement.values) : runStatement<Row>(statement);
