import { type ExecutionArgs, GraphQLError, GraphQLSchema, parse } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Identity } from '../../domain/access/index.ts';
import { headerOf } from '../exchange.ts';
import { charge, type Gate, prepare, throttled } from './admit.ts';
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

/**
 * Admits one operation through the gate that every door shares, and runs it or begins to listen.
 * @throws DoorRefusal and refusals of the access room
 */
export async function admit(
  gate: Gate,
  { handshake, caller }: Opened,
  payload: SubscribePayload,
): Promise<{ kind: PreparedOperation['kind']; call: Call }> {
  const identity = await caller(false);
  const { query, variables, operationName, extensions } = payload;
  const documentId = extensions?.['documentId'];
  const parameters = parametersOf({ query: query || null, documentId, variables, operationName });
  const prepared = await prepare(gate, parameters, identity);
  const actingAs = prepared.kind === 'mutation' ? await caller(true) : identity;
  const budget = charge(gate, actingAs, prepared.cost);
  if (!budget.isTaken) throw throttled(budget, prepared.cost);
  return { kind: prepared.kind, call: await run(prepared, { handshake, caller, identity: actingAs }) };
}

async function run(
  prepared: PreparedOperation,
  { handshake, caller, identity }: Opened & { identity: Identity },
): Promise<Call> {
  const { req, requestId } = handshake;
  const manner = { requestId, acceptLanguage: headerOf(req, 'accept-language') };
  if (prepared.kind !== 'subscription') return { answer: await prepared.execute({ ...manner, identity }) };
  const leaving = new AbortController();
  const listener = { ...manner, identify: () => caller(false), resumeAfter: null, signal: leaving.signal };
  return { deliveries: leavable(await prepared.subscribe(listener), leaving) };
}

/** A generator that waits for the next event can't be ended from outside: what it waits for is ended instead. */
function leavable(deliveries: AsyncIterable<Delivery>, leaving: AbortController): AsyncGenerator<OperationAnswer> {
  const answers = answersOf(deliveries);
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

async function* answersOf(deliveries: AsyncIterable<Delivery>): AsyncGenerator<OperationAnswer> {
  for await (const { answer } of deliveries) yield answer;
}

/** A refusal as graphql-ws sends it. */
export const socketError = (message: string, extensions: Record<string, unknown>): GraphQLError =>
  new GraphQLError(message, { extensions });
