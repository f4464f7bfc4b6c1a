import pg from 'pg';
import { vi } from 'vitest';

/** What this process asks of PostgreSQL while `work` runs, by whatever client, as texts in their order. */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const asked = vi.spyOn(pg.Client.prototype, 'query');
  try {
    const result = await work();
    return { result, statements: asked.mock.calls.map(([query]) => textOf(query)) };
  } finally {
    asked.mockRestore();
  }
}

/** A text, or what carries one. */
function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : '';
}
