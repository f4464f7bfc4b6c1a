import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import pg from 'pg';
import { vi } from 'vitest';

export type Counted<T> = { result: T; statements: string[] };

const counting = new AsyncLocalStorage<string[]>();

type Query = (this: pg.Client, ...args: unknown[]) => unknown;
const textOf = (query: unknown): string =>
  typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : String(query);

/**
 * Runs `work` and tells the statements that it sends meanwhile, through Prisma and past it, in their order: its own, and
 * those of the requests that servers of this process answer. What workers do beside it does not count.
 */
export async function countStatements<T>(work: () => Promise<T>): Promise<Counted<T>> {
  const statements: string[] = [];
  const { query } = queryable(pg.Client.prototype);
  const onRequest = (): void => counting.enterWith(statements);
  queryable(pg.Client.prototype).query = function counted(...args) {
    counting.getStore()?.push(textOf(args[0]));
    return query.apply(this, args);
  };
  subscribe('http.server.request.start', onRequest);
  try {
    return { result: await counting.run(statements, work), statements };
  } finally {
    unsubscribe('http.server.request.start', onRequest);
    queryable(pg.Client.prototype).query = query;
  }
}

// pg has a type for each way of asking; what is counted is that it was asked.
const queryable = (prototype: pg.Client): { query: Query } => prototype;

/** All that this process asks of PostgreSQL while `work` runs, by whatever client, as texts in their order. */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const asked = vi.spyOn(pg.Client.prototype, 'query');
  try {
    const result = await work();
    return { result, statements: asked.mock.calls.map(([query]) => textOf(query)) };
  } finally {
    asked.mockRestore();
  }
}
