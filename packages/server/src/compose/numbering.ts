import type { NumberingDatabase } from '../domain/events/index.ts';
import { allParted, openIn, openPool, type Options, statementNames } from './database.ts';

/** The one connection on which events are numbered. */
export type Numbering = NumberingDatabase & { close(): Promise<void> };

/** Opens it without a client of Prisma. Nothing connects before the first statement. */
export function openNumbering(options: Omit<Options, 'size'>): Numbering {
  const pool = openPool({ ...options, size: 1 });
  const open = openIn(pool);
  const nameOf = statementNames();
  return {
    $queryRaw: async <Rows>(texts: TemplateStringsArray, ...values: number[]) => {
      const text = texts.map((part, place) => (place === 0 ? part : `$${place}${part}`)).join('');
      const { rows } = await pool.query({ name: nameOf({ sql: text }), text, values });
      return rowsAs<Rows>(rows);
    },
    close: async () => {
      await pool.end();
      await allParted(open);
    },
  };
}

// Who writes a statement states what its rows are.
const rowsAs = <Rows>(rows: unknown): Rows => rows as Rows;
