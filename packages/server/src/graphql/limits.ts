import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  type ParseOptions,
  type SelectionSetNode,
  type Source,
  type ValidationRule,
} from 'graphql';
import { isStorableText } from '../domain/kit/text.ts';
import { badRequest, doorError } from './kit/door-errors.ts';
import { assertShallowDocument, assertShallowVariables, NESTING_LIMIT } from './nesting.ts';

/** Bounds of one document (graphql.md §8). The introspection query of the usual tools is 14 levels deep. */
export const DOCUMENT_LIMITS = { depth: 15, aliases: 50, rootFields: 20, tokens: 5_000 } as const;

/** Reads a document; stops where it gets too long or too deep. @throws GraphQLError */
export function parseDocument(source: string | Source, options: ParseOptions = {}): DocumentNode {
  assertShallowDocument(source, DOCUMENT_LIMITS.tokens);
  return parse(source, { ...options, maxLexicalTokens: DOCUMENT_LIMITS.tokens });
}

/** For `validate`, beside the specified rules. */
export const documentLimits: readonly ValidationRule[] = [limitShape, refuseUnstorableTexts];

const UNSTORABLE = 'No text may hold the character U+0000 or half a surrogate pair';

/** PostgreSQL keeps no such text: refused at the door, or each of a hundred columns would have to ask. */
function refuseUnstorableTexts(context: Parameters<ValidationRule>[0]): ReturnType<ValidationRule> {
  return {
    StringValue(node) {
      if (!isStorableText(node.value)) context.reportError(new GraphQLError(UNSTORABLE, { nodes: node }));
    },
  };
}

/** Whether nothing is wrong with a value, at little cost: what nearly every request is. What is wrong, others tell. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth > NESTING_LIMIT) return false;
  for (const name in value) if (!isStorableText(name) || !isPlain(Reflect.get(value, name), depth + 1)) return false;
  return true;
}

/** A value on its way; the names above it are kept as a chain, since variables may nest 100,000 deep. */
type Waiting = { value: unknown; name: string; above: Waiting | null };

/** As the rule on documents, for variables. @throws GraphQLError with the field, to be answered as BAD_REQUEST */
export function assertPlainVariables(variables: unknown): void {
  if (isPlain(variables, 0)) return;
  assertShallowVariables(variables);
  const waiting: Waiting[] = [{ value: variables, name: 'variables', above: null }];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { value } = at;
    if (typeof value === 'string' && !isStorableText(value)) throw unstorable('', at);
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (!isStorableText(name)) throw unstorable('a name in ', at);
      waiting.push({ value: inner, name, above: at });
    }
  }
}

function unstorable(what: string, at: Waiting): GraphQLError {
  const names: string[] = [];
  for (let place: Waiting | null = at; place !== null; place = place.above) names.push(place.name);
  const path = names.toReversed();
  return doorError('BAD_REQUEST', `${UNSTORABLE}: ${what}${path.join('.')}`, { field: path.slice(1) });
}

type Shape = { depth: number; aliases: number; fields: number };

function limitShape(context: Parameters<ValidationRule>[0]): ReturnType<ValidationRule> {
  const measure = shapeMeasure((name) => context.getFragment(name));
  return {
    OperationDefinition(operation) {
      const { depth, aliases, fields } = measure(operation.selectionSet);
      const refuse = (what: string): void => context.reportError(new GraphQLError(what, { nodes: operation }));
      if (depth > DOCUMENT_LIMITS.depth) refuse(`Fields nest at most ${DOCUMENT_LIMITS.depth} levels deep`);
      if (aliases > DOCUMENT_LIMITS.aliases) refuse(`At most ${DOCUMENT_LIMITS.aliases} aliases in one operation`);
      if (fields > DOCUMENT_LIMITS.rootFields)
        refuse(`At most ${DOCUMENT_LIMITS.rootFields} fields at the root of an operation`);
    },
  };
}

/** Measures a selection with its fragments written out. Each is measured once: nested fragments grow exponentially. */
function shapeMeasure(fragmentOf: (name: string) => FragmentDefinitionNode | null | undefined) {
  const known = new Map<SelectionSetNode, Shape>();
  const measure = (selections: SelectionSetNode): Shape => {
    const before = known.get(selections);
    if (before) return before;
    // A cycle is refused by another rule; here it only must end.
    known.set(selections, { depth: 0, aliases: 0, fields: 0 });
    const shape = selections.selections.map(shapeOf).reduce(
      (sum, part) => ({
        depth: Math.max(sum.depth, part.depth),
        aliases: sum.aliases + part.aliases,
        fields: sum.fields + part.fields,
      }),
      { depth: 0, aliases: 0, fields: 0 },
    );
    known.set(selections, shape);
    return shape;
  };
  const shapeOf = (selection: SelectionSetNode['selections'][number]): Shape => {
    if (selection.kind === Kind.FIELD) {
      const inner = selection.selectionSet ? measure(selection.selectionSet) : { depth: 0, aliases: 0 };
      return { depth: inner.depth + 1, aliases: inner.aliases + (selection.alias ? 1 : 0), fields: 1 };
    }
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragmentOf(selection.name.value)?.selectionSet;
    return inner ? measure(inner) : { depth: 0, aliases: 0, fields: 0 };
  };
  return measure;
}

/**
 * Static cost of an operation, before it runs: one for each object that it may fetch, at least 1.
 * @throws GraphQLError when the operation is not there or its variables do not fit; to be answered as BAD_REQUEST
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown>,
): number {
  return documentCost(schema, aloneIn(document, operationOf(document, operationName)), variables);
}

/** An operation with the fragments of its document, without the operations beside it. */
export const aloneIn = (document: DocumentNode, operation: OperationDefinitionNode): DocumentNode => ({
  ...document,
  definitions: [operation, ...document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)],
});

/** As {@link operationCost}, of the only operation of a document. */
export const documentCost = (
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): number => Math.max(complexityFromQuery(document, { schema, variables: { ...variables } }).complexity, 1);

/** The operation that is asked for. @throws GraphQLError, to be answered as BAD_REQUEST */
export function operationOf(document: DocumentNode, operationName: string | null | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [first, ...others] = operationName
    ? operations.filter(({ name }) => name?.value === operationName)
    : operations;
  if (!first) throw badRequest(operationName ? `No operation named ${operationName}` : 'No operation in this document');
  if (others.length > 0) throw badRequest('Name the operation: this document has several');
  return first;
}
