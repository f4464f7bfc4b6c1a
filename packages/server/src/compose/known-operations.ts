import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  getVariableValues,
  type VariableDefinitionNode,
} from 'graphql';
import { withInputFields } from '../graphql/input-field.ts';
import { aloneIn, assertPlainVariables, operationOf } from '../graphql/limits.ts';
import { createPricing, type PriceOf } from '../graphql/pricing.ts';
import { DoorRefusal, type ShownError } from '../http/door-refusal.ts';
import type { Operation } from '../http/graphql/engine.ts';
import type { RunCompiled } from './compile-operation.ts';

/** What is known of an operation before anybody runs it. */
type KnownOperation = {
  definition: OperationDefinitionNode;
  /** The operation and its fragments. */
  document: DocumentNode;
  priceOf: PriceOf;
  /** Null: graphql-js runs it. */
  compiled: RunCompiled | null;
};

/** An operation with variables that fit it. */
export type ReadOperation = {
  operation: KnownOperation;
  /** As they came. */
  given: Operation['variables'];
  /** As the schema takes them. */
  coerced: Operation['variables'];
  cost: number;
};

/** @throws DoorRefusal 400 with every error, and the field of the input that each is about */
export type ReadOperations = (operation: Operation) => ReadOperation;

type Reader = {
  schema: GraphQLSchema;
  /** @throws GraphQLError */
  parse: (text: string) => DocumentNode;
  validate: (document: DocumentNode) => readonly GraphQLError[];
  /** Null: nothing is compiled. */
  compile: ((document: DocumentNode) => RunCompiled | null) | null;
};

/** One text. */
type KnownDocument = {
  document: DocumentNode;
  faults: readonly GraphQLError[];
  operations: Map<string | null, KnownOperation>;
  tokens: number;
};

/** Texts that are kept, the longest unused goes first; and their tokens together: read, each takes half a kilobyte. */
const MOST_DOCUMENTS = 2_000;
const MOST_TOKENS = 200_000;
const MOST_SHOWN_ERRORS = 10;

/** Reads operations: each text is parsed, checked, priced and compiled once. */
export function readOperations(reader: Reader): ReadOperations {
  const kept = new Map<string, KnownDocument>();
  let tokens = 0;
  const documentOf = (text: string): KnownDocument => {
    const known = kept.get(text);
    if (known !== undefined) {
      kept.delete(text);
      kept.set(text, known);
      return known;
    }
    const read = readDocument(reader, text);
    kept.set(text, read);
    tokens += read.tokens;
    for (const [oldest, gone] of kept) {
      if (kept.size <= MOST_DOCUMENTS && tokens <= MOST_TOKENS) break;
      kept.delete(oldest);
      tokens -= gone.tokens;
    }
    return read;
  };
  return ({ text, operationName, variables }) => {
    const known = documentOf(text);
    const { document, faults } = known;
    const placed: Place = (errors) => withInputFields(errors, { schema: reader.schema, document, variables });
    if (faults.length > 0) refuseInvalid(placed(faults));
    checked(() => assertPlainVariables(variables));
    return checked(() => withVariables(reader.schema, operationIn(known, operationName, reader), variables), placed);
  };
}

function readDocument({ parse, validate }: Reader, text: string): KnownDocument {
  const document = checked(() => parse(text));
  return { document, faults: validate(document), operations: new Map(), tokens: tokensOf(document) };
}

function tokensOf({ loc }: DocumentNode): number {
  let count = 0;
  for (let at = loc?.startToken ?? null; at !== null; at = at.next) count += 1;
  return count;
}

function operationIn(known: KnownDocument, name: string | null, { schema, compile }: Reader): KnownOperation {
  const before = known.operations.get(name);
  if (before !== undefined) return before;
  const definition = operationOf(known.document, name);
  const document = aloneIn(known.document, definition);
  const priceOf = createPricing(schema, document, definition);
  const read = { definition, document, priceOf, compiled: compile?.(document) ?? null };
  known.operations.set(name, read);
  return read;
}

const NO_VARIABLES: Readonly<Record<string, unknown>> = Object.freeze({});

/** @throws GraphQLError */
function withVariables(
  schema: GraphQLSchema,
  operation: KnownOperation,
  variables: Operation['variables'],
): ReadOperation {
  const { variableDefinitions = [] } = operation.definition;
  const coerced = variableDefinitions.length === 0 ? NO_VARIABLES : coercedBy(schema, variableDefinitions, variables);
  return { operation, given: variables, coerced, cost: operation.priceOf(variables) };
}

/** @throws GraphQLError */
function coercedBy(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  variables: Operation['variables'],
): Operation['variables'] {
  const { errors, coerced = NO_VARIABLES } = getVariableValues(schema, definitions, variables);
  const [first] = errors ?? [];
  if (first !== undefined) throw first;
  return coerced;
}

/** Adds to errors which field of the input they are about. */
type Place = (errors: readonly GraphQLError[]) => readonly GraphQLError[];

/** Broken text and variables that do not fit are the caller's; anything else keeps flying. */
function checked<T>(work: () => T, placed: Place = (errors) => errors): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof GraphQLError) refuseInvalid(placed([error]));
    throw error;
  }
}

function refuseInvalid(errors: readonly GraphQLError[]): never {
  const [first] = errors;
  throw new DoorRefusal(400, 'BAD_REQUEST', first?.message ?? 'The document is broken', {
    errors: errors.slice(0, MOST_SHOWN_ERRORS).map(shown),
  });
}

/** Yoga writes codes of its own and hints for its HTTP into errors; ours are a closed list. */
const shown = (error: GraphQLError): ShownError => {
  const { message, locations, extensions = {} }: GraphQLFormattedError = error.toJSON();
  const { code, field } = extensions;
  const isOurs = typeof code === 'string' && !code.startsWith('GRAPHQL_');
  const told = { ...(isOurs ? { code } : {}), ...(field === undefined ? {} : { field }) };
  return { message, ...(locations === undefined ? {} : { locations }), extensions: told };
};
