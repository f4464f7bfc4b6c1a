import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  type ExecutionResult,
  type FieldNode,
  getOperationAST,
  GraphQLError,
  GraphQLString,
  type OperationDefinitionNode,
  TypeInfo,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import type { Event, FeedPlace } from '../domain/events/index.ts';
import type { DomainContext } from '../domain/kit/context.ts';
import { readerOf, type ShapedEvent, type ShaperPort } from '../domain/webhooks/index.ts';
import { contextOf, type GraphqlContext } from '../graphql/context.ts';
import { maskError } from '../graphql/errors.ts';
import { assertPlainVariables, operationCost, parseDocument } from '../graphql/limits.ts';
import { schema, validateDocument } from '../graphql/schema.ts';

type Root = Omit<DomainContext, 'actor'>;
type About = Parameters<ShaperPort['shape']>[1];

/** Runs the subscription documents of webhook endpoints: each for one event, as if it had just come. */
export const documentShaper: ShaperPort = { faultOf, shape };

/** Streams that a merchant's back end may follow; `mine` is a user's own. */
const OF_USERS = 'mine';
/** It is paid for with each event, so it is less than a query may cost. */
const MOST_COST = 1_000;

function faultOf(text: string, variables: unknown): string | null {
  const fault = validateDocument(text);
  if (fault !== null) return fault;
  const document = parseDocument(text);
  const operation = getOperationAST(document);
  if (operation?.operation !== 'subscription') return 'One subscription, and no other operation';
  const followed = followedFields(document);
  if (followed.some(({ name }) => name.value === OF_USERS)) return 'Only users follow `mine`';
  return (
    faultOfVariables(operation, variables) ??
    faultOfCost(document, variables) ??
    faultOfPlace(followed, operation, variables)
  );
}

/** The stream that the document follows, also where a fragment names it. */
function followedFields(document: DocumentNode): FieldNode[] {
  const found: FieldNode[] = [];
  const types = new TypeInfo(schema);
  const note = (field: FieldNode): void => {
    if (types.getParentType() === schema.getSubscriptionType()) found.push(field);
  };
  visit(document, visitWithTypeInfo(types, { Field: note }));
  return found;
}

/** Its endpoint knows what was sent; a cursor would be refused with each event once it has expired. */
function faultOfPlace(
  followed: readonly FieldNode[],
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: unknown,
): string | null {
  const { coerced } = getVariableValues(schema, variableDefinitions, plain(variables));
  const places = followed.flatMap(({ arguments: given = [] }) => given.filter(({ name }) => name.value === 'after'));
  const isPlaced = places.some(({ value }) => valueFromAST(value, GraphQLString, coerced) != null);
  return isPlaced ? 'An endpoint goes on after what was sent to it: leave `after` out' : null;
}

function faultOfVariables({ variableDefinitions = [] }: OperationDefinitionNode, variables: unknown): string | null {
  try {
    assertPlainVariables(plain(variables));
    return getVariableValues(schema, variableDefinitions, plain(variables)).errors?.[0]?.message ?? null;
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
    throw error;
  }
}

function faultOfCost(document: DocumentNode, variables: unknown): string | null {
  const cost = operationCost(schema, document, null, plain(variables));
  return cost > MOST_COST ? `It costs ${cost} for each event; at most ${MOST_COST}` : null;
}

const plain = (variables: unknown): Record<string, unknown> =>
  typeof variables === 'object' && variables !== null ? Object.fromEntries(Object.entries(variables)) : {};

async function shape(root: Root, about: About): Promise<ShapedEvent | null> {
  const document = parseDocument(about.document);
  const request = { schema, document, variableValues: plain(about.endpoint.variables) };
  const gone = new AbortController();
  try {
    const source = await createSourceEventStream({ ...request, contextValue: contextFor(root, about, gone.signal) });
    if (!isStream(source)) return told(source);
    const [rootValue] = await firstOf(source);
    if (rootValue === undefined) return null;
    const contextValue = contextFor(root, about, gone.signal);
    return told(await execute({ ...request, rootValue, contextValue }));
  } finally {
    gone.abort();
  }
}

const isStream = (source: AsyncIterable<unknown> | ExecutionResult): source is AsyncIterable<unknown> =>
  Symbol.asyncIterator in source;

async function firstOf(source: AsyncIterable<unknown>): Promise<unknown[]> {
  for await (const event of source) return [event];
  return [];
}

/** The merchant's, with the scopes that the endpoint was set up with, in front of a stream of this one event. */
function contextFor(root: Root, { endpoint, event }: About, signal: AbortSignal): GraphqlContext {
  const ports = {
    ...root.ports,
    events: { ...root.ports.events, feed: { open: () => Promise.resolve(placeOf(event)) } },
  };
  const caller = { actor: readerOf(endpoint), costPerSecond: 0, mayRunAnyDocument: true };
  return contextOf({ ...root, ports }, caller, event.id, { following: { resumeAfter: null, signal } });
}

/** A feed that has this one event, and then is over. */
function placeOf(event: Event): FeedPlace {
  let isOver = false;
  const recent = (): Event[] => {
    isOver = true;
    return [event];
  };
  return {
    head: () => event.sequence ?? 0n,
    recent,
    changed: () => Promise.resolve(event.sequence ?? 0n),
    isOver: () => isOver,
    close: () => undefined,
  };
}

/** A fault of ours is thrown, so that the event is sent when it is mended; anything else is said as it is. */
function told({ data, errors = [] }: ExecutionResult): ShapedEvent {
  const faults: unknown[] = [];
  const shown = errors.map((error) => maskError(error, '', (fault) => faults.push(fault)));
  const [fault] = faults;
  if (fault !== undefined) throw new Error('The document could not be run', { cause: fault });
  return shown.length === 0 ? { data } : { data: data ?? null, errors: shown };
}
