import type { Identity } from '../../domain/access/index.ts';

/** What a request asks to run. */
export type Operation = {
  text: string;
  variables: Readonly<Record<string, unknown>>;
  operationName: string | null;
};

/** Read, checked against schema and limits, and priced; not yet run. */
export type PreparedOperation = {
  kind: 'query' | 'mutation' | 'subscription';
  /** Known before anything runs (graphql.md §8). */
  cost: number;
  execute(caller: { identity: Identity; requestId: string; acceptLanguage: string | null }): Promise<OperationAnswer>;
};

/** The answer in GraphQL's form, errors masked. Without `data` the operation did not begin. */
export type OperationAnswer = { data?: unknown; errors?: readonly unknown[] };

/** The GraphQL door as http sees it; `compose.ts` makes it of Yoga and the schema. */
export type GraphqlEngine = {
  /** @throws DoorRefusal 400 with every error when the document is broken or breaks a limit */
  prepare(operation: Operation): PreparedOperation;
  /** The page to try things out in, with these headers filled in; null where the installation does not show it. */
  page: ((headers: Readonly<Record<string, string>>) => Promise<string>) | null;
};
