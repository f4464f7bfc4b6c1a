import pg from 'pg';
import { CONNECTIONS } from '../sql/statements.ts';

export type Row = Readonly<Record<string, unknown>>;
/** Runs a statement, prepared under its name. */
export type Database = (name: string, text: string, values: readonly unknown[]) => Promise<Row[]>;

export function openDatabase(url: string): Database {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, idleTimeoutMillis: 0 });
  return async (name, text, values) => (await pool.query<Row>({ name, text, values: [...values] })).rows;
}
