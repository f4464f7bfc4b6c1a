import type { Identity } from '../../domain/access/index.ts';

/** What a request asks to run. */
export type Operation = {
  text: string;
  variables: Readonly<Record<string, unknown>>;
  operationName: string | null;
};

/** Who asks, and how the answer is to be written. */
export type Caller = {
  identity: Identity;
  requestId: string;
  acceptLanguage: string | null;
  /** Where the request comes from, for throttles. */
  source?: { ip: string | null; device: string | null };
};

/** A caller who listens: `identify` tells, at each delivery, who that is by now. */
export type Listener = Omit<Caller, 'identity'> & {
  /** @throws a refusal of the access room when the credential has ended */
  identify: () => Promise<Identity>;
  /** Cursor that the transport brings; it counts before the argument `after`. */
  resumeAfter: string | null;
  signal: AbortSignal;
};

/** Read, checked against schema and limits, and priced; not yet run. */
export type PreparedOperation = {
  kind: 'query' | 'mutation' | 'subscription';
  /** Known before anything runs (graphql.md §8). */
  cost: number;
  /** A query of nothing but public faces of cards: who asks by a publishable key gets the same as everybody. */
  readsFacesOnly: boolean;
  execute(caller: Caller): Promise<OperationAnswer>;
  /**
   * Begins to listen. The deliveries end when the signal aborts, when the server stops, or after an answer that tells
   * that the right to listen has ended.
   * @throws DoorRefusal when the subscription can't begin
   */
  subscribe(listener: Listener): Promise<AsyncIterable<Delivery>>;
};

/** The answer in GraphQL's form, errors masked. Without `data` the operation did not begin. */
export type OperationAnswer = { data?: unknown; errors?: readonly unknown[] };

/** One event of a subscription: where it stands in its stream, and what it says. */
export type Delivery = { cursor: string; answer: OperationAnswer };

/** The GraphQL door as http sees it; `compose.ts` makes it of Yoga and the schema. */
export type GraphqlEngine = {
  /** @throws DoorRefusal 400 with every error when the document is broken or breaks a limit */
  prepare(operation: Operation): PreparedOperation;
  /** The language that answers are written in for this `Accept-Language`. */
  languageOf(acceptLanguage: string | null): string;
  /** The page to try things out in, with these headers filled in; null where the installation does not show it. */
  page: ((headers: Readonly<Record<string, string>>) => Promise<string>) | null;
};
