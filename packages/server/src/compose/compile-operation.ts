import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  GraphQLScalarType,
  type GraphQLSchema,
  Kind,
  type NamedTypeNode,
  type Source,
  type TypeNode,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

export type CompiledRequest = {
  rootValue: unknown;
  contextValue: unknown;
  /** As graphql-js has coerced them. */
  variableValues: Readonly<Record<string, unknown>>;
};

/** Runs one operation; null when it could not begin. */
export type RunCompiled = (request: CompiledRequest) => Promise<ExecutionResult | null> | ExecutionResult | null;

/** A document of so many fields is written by hand for a single time, and compiling it takes longer than running it. */
const MOST_FIELDS = 400;

/** Takes whatever is given: variables are coerced before, by graphql-js, which knows `@oneOf`. */
const COERCED = new GraphQLScalarType({ name: '__Coerced' });
const COERCED_TYPE: NamedTypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: COERCED.name } };

const OPTIONS = {
  // Where an error stands in the compiled code says nothing to anybody.
  disablingCapturingStackErrors: true,
  // Without it, two spreads of a fragment under different @include share one condition.
  useExperimentalPathBasedSkipInclude: true,
};

// The same schema in front, so it has the schema's type; Object.create alone gives any.
const knowingCoerced = (schema: GraphQLSchema): GraphQLSchema =>
  Object.create(schema, {
    getType: { value: (name: string) => (name === COERCED.name ? COERCED : schema.getType(name)) },
  }) as GraphQLSchema;

/** Makes operations of this schema into functions; null for one that is left to graphql-js. */
export function createCompiler(schema: GraphQLSchema): (document: DocumentNode) => RunCompiled | null {
  const withCoerced = knowingCoerced(schema);
  return (document) => {
    const copy = compilableCopy(document);
    if (copy === null) return null;
    const compiled = compileQuery(withCoerced, copy, undefined, OPTIONS);
    if (!isCompiledQuery(compiled)) return null;
    const source = document.loc?.source;
    const answerOf = (result: ExecutionResult): ExecutionResult | null => {
      // Variables that it could not take after all: nothing has run yet.
      if (!('data' in result)) return null;
      const { data = null, errors } = result;
      if (errors === undefined) return result;
      return { data, errors: firstOfEachNull(data, errors).map((error) => asGraphqlJs(error, source)) };
    };
    return ({ rootValue, contextValue, variableValues }) => {
      const result = compiled.query(rootValue, contextValue, variableValues);
      return result instanceof Promise ? result.then(answerOf) : answerOf(result);
    };
  };
}

/** The compiler writes its notes on nodes, so it gets its own; null when there are too many. */
function compilableCopy(document: DocumentNode): DocumentNode | null {
  let fields = 0;
  const copy: DocumentNode = visit(document, {
    enter: (node) => {
      if (node.kind === Kind.FIELD) fields += 1;
      if (node.kind !== Kind.VARIABLE_DEFINITION) return { ...node };
      const { defaultValue: _coerced, ...definition } = node;
      // Of @skip and @include the compiler checks the types itself.
      return isBoolean(node.type) ? definition : { ...definition, type: COERCED_TYPE };
    },
  });
  return fields > MOST_FIELDS ? null : copy;
}

const isBoolean = (type: TypeNode): boolean =>
  type.kind === Kind.NON_NULL_TYPE
    ? isBoolean(type.type)
    : type.kind === Kind.NAMED_TYPE && type.name.value === 'Boolean';

/** As in graphql-js, nobody asks any more what else went wrong below a place that is null already. */
function firstOfEachNull(data: unknown, errors: readonly GraphQLError[]): GraphQLError[] {
  const told = new Set<string>();
  return errors.filter(({ path = [] }) => {
    const place = nullAlong(data, path);
    return !told.has(place) && told.add(place);
  });
}

/** The first place on the way that is null. */
function nullAlong(data: unknown, path: readonly (string | number)[]): string {
  let at = data;
  for (const [depth, key] of path.entries()) {
    if (at === null || at === undefined) return JSON.stringify(path.slice(0, depth));
    at = Reflect.get(Object(at), key);
  }
  return JSON.stringify(path);
}

/** Of an argument that its variable did not fill: as in graphql-js, the caller's and no fault of ours. */
const OF_CALLER = /^Argument "/;

/** The compiler's errors are of a class of its own, and without the nodes that graphql-js has. */
function asGraphqlJs(error: GraphQLError, source: Source | undefined): GraphQLError {
  const { message, locations = [], path, originalError } = error;
  const cause = originalError ?? (OF_CALLER.test(message) ? undefined : new Error(message));
  return new GraphQLError(message, {
    ...(source === undefined ? {} : { source, positions: locations.map((at) => offsetOf(source.body, at)) }),
    path: path ?? null,
    originalError: cause ?? null,
  });
}

/** Counts from 1, as GraphQL does. */
function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
  const breaks = /\r\n|[\n\r]/g;
  let start = 0;
  for (let at = 1; at < line && breaks.exec(text) !== null; at += 1) start = breaks.lastIndex;
  return start + column - 1;
}
