import { type ExecutionArgs, GraphQLError, GraphQLSchema, parse } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { sourceOf } from '../caller.ts';
import { headerOf } from '../exchange.ts';
import { charge, type Gate, listen, prepare, throttled } from './admit.ts';
import type { Delivery, OperationAnswer, PreparedOperation } from './engine.ts';
import { parametersOf } from './parameters.ts';
import type { Handshake, SocketCaller } from './socket-caller.ts';

/** One operation of a socket, admitted and under way. */
export type Call = { answer: OperationAnswer } | { deliveries: AsyncGenerator<OperationAnswer> };

export type Opened = { handshake: Handshake; caller: SocketCaller };

/** graphql-ws wants a document to tell kinds apart; the real one has been read already. */
const KINDS = {
  query: parse('{ a }'),
  mutation: parse('mutation { a }'),
  subscription: parse('subscription { a }'),
} as const;
const NO_SCHEMA = new GraphQLSchema({});

export const argumentsOf = (kind: PreparedOperation['kind']): ExecutionArgs => ({
  schema: NO_SCHEMA,
  document: KINDS[kind],
});

type Asked = { payload: SubscribePayload; leaving: AbortController };
type Admitted = { kind: PreparedOperation['kind']; call: Call };

/**
 * Admits one operation through the gate that every door shares, and runs it or begins to listen. It ends when `leaving`
 * aborts, and aborts it when it ends by itself.
 * @throws DoorRefusal and refusals of the access room
 */
export async function admit(gate: Gate, opened: Opened, { payload, leaving }: Asked): Promise<Admitted> {
  try {
    const admitted = await begin(gate, opened, { payload, leaving });
    if ('answer' in admitted.call) leaving.abort();
    return admitted;
  } catch (error) {
    leaving.abort();
    throw error;
  }
}

async function begin(gate: Gate, { handshake, caller }: Opened, { payload, leaving }: Asked): Promise<Admitted> {
  const identity = await caller(false);
  const { query, variables, operationName, extensions } = payload;
  const documentId = extensions?.['documentId'];
  const parameters = parametersOf({ query: query || null, documentId, variables, operationName });
  const prepared = await prepare(gate, parameters, identity);
  const actingAs = prepared.kind === 'mutation' ? await caller(true) : identity;
  const budget = charge(gate, actingAs, prepared.cost);
  if (!budget.isTaken) throw throttled(budget, prepared.cost);
  const { kind } = prepared;
  const { req, requestId } = handshake;
  const manner = { requestId, acceptLanguage: headerOf(req, 'accept-language') };
  if (kind !== 'subscription')
    return {
      kind,
      call: { answer: await prepared.execute({ ...manner, identity: actingAs, source: sourceOf(handshake) }) },
    };
  const listener = { ...manner, identify: () => caller(false), resumeAfter: null, signal: leaving.signal };
  const deliveries = await listen(gate, prepared, { listener, identity });
  return { kind, call: { deliveries: leavable(deliveries, leaving) } };
}

/** A generator that waits for the next event can't be ended from outside: what it waits for is ended instead. */
function leavable(deliveries: AsyncIterable<Delivery>, leaving: AbortController): AsyncGenerator<OperationAnswer> {
  const answers = answersOf(deliveries, leaving);
  return {
    next: () => answers.next(),
    throw: (error) => answers.throw(error),
    return: (value) => {
      leaving.abort();
      return answers.return(value);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* answersOf(
  deliveries: AsyncIterable<Delivery>,
  leaving: AbortController,
): AsyncGenerator<OperationAnswer> {
  try {
    for await (const { answer } of deliveries) yield answer;
  } finally {
    leaving.abort();
  }
}

/** A refusal as graphql-ws sends it. */
export const socketError = (message: string, extensions: Record<string, unknown>): GraphQLError =>
  new GraphQLError(message, { extensions });
