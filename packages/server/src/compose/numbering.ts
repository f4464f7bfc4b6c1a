import type pg from 'pg';
import type { NumberingDatabase, NumberingTransaction } from '../domain/events/index.ts';
import { allParted, openIn, openPool, type Options, statementNames } from './database.ts';

/** The one connection on which events are numbered. */
export type Numbering = NumberingDatabase & { close(): Promise<void> };

/** Opens it without a client of Prisma. Nothing connects before the first transaction. */
export function openNumbering(options: Omit<Options, 'size'>): Numbering {
  const pool = openPool({ ...options, size: 1 });
  const open = openIn(pool);
  const nameOf = statementNames();
  return {
    $transaction: async (work) => {
      const client = await pool.connect();
      return transactionOn({ client, nameOf }, work).then(
        (result) => (client.release(), result),
        (error: unknown) => {
          // What is left of a transaction that failed ends with its connection.
          client.release(true);
          throw error;
        },
      );
    },
    close: async () => {
      await pool.end();
      await allParted(open);
    },
  };
}

type Session = { client: pg.PoolClient; nameOf: ReturnType<typeof statementNames> };

async function transactionOn<T>(session: Session, work: (tx: NumberingTransaction) => Promise<T>): Promise<T> {
  const { client } = session;
  await client.query('BEGIN');
  const result = await work({ $executeRaw: (texts, ...values) => execute(session, texts, values) });
  await client.query('COMMIT');
  return result;
}

async function execute(
  { client, nameOf }: Session,
  texts: readonly string[],
  values: readonly number[],
): Promise<number> {
  const text = texts.map((part, place) => (place === 0 ? part : `$${place}${part}`)).join('');
  const { rowCount } = await client.query({ name: nameOf({ sql: text }), text, values: [...values] });
  return rowCount ?? 0;
}
