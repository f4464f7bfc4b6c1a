import type { DomainContext } from './context.ts';
import type { Statement } from './statement.ts';

/** The rows of a statement: in the open transaction where there is one, else on a connection kept for hot paths. */
export const rowsOf = <Row>(
  { tx, runStatement }: Pick<DomainContext, 'tx' | 'runStatement'>,
  statement: Statement,
): Promise<Row[]> =>
  tx ? tx.$queryRawUnsafe<Row[]>(statement.text, ...statement.values) : runStatement<Row>(statement);
