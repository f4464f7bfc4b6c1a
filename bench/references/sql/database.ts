import pg from 'pg';
import { CONNECTIONS } from './statements.ts';

export type Row = Readonly<Record<string, unknown>>;
/** Runs a statement, prepared under its name. */
export type Database = (name: string, text: string, values: readonly unknown[]) => Promise<Row[]>;

export function openDatabase(
  url: string,
  connections: number = CONNECTIONS,
): { ask: Database; close: () => Promise<void> } {
  const pool = new pg.Pool({ connectionString: url, max: connections, idleTimeoutMillis: 0 });
  return {
    ask: async (name, text, values) => (await pool.query<Row>({ name, text, values: [...values] })).rows,
    close: () => pool.end(),
  };
}
