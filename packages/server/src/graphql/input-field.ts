import {
  type ASTNode,
  BREAK,
  coerceInputValue,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isInputType,
  Kind,
  typeFromAST,
  visit,
} from 'graphql';
import type { Field } from '../domain/kit/errors.ts';

type Request = { schema: GraphQLSchema; document: DocumentNode; variables: Readonly<Record<string, unknown>> };

/**
 * GraphQL tells in words alone which value does not fit its type. Here its errors get `extensions.field`, the path that
 * rules give with INVALID_INPUT: from the name of the variable or argument down to the value.
 */
export function withInputFields(errors: readonly GraphQLError[], request: Request): GraphQLError[] {
  return errors.map((error) => {
    const field = fieldInVariables(error, request) ?? fieldInDocument(error, request);
    return field === null ? error : withField(error, field);
  });
}

function withField(error: GraphQLError, field: Field): GraphQLError {
  const { message, nodes = null, source = null, positions = null, path = null, extensions } = error;
  return new GraphQLError(message, {
    nodes,
    source,
    positions,
    path,
    extensions: { ...extensions, field: field.map(String) },
  });
}

/** A field that is not there, or not known, stands only in the text: the path ends at the object around it. */
const NAMED_IN_TEXT = /^Field "(?:\w+\.)?(\w+)" (?:of required type|is not defined)/;
const OF_VARIABLE = /^Variable "\$(\w+)"/;

/** The variable is read again, since only that tells paths apart from texts that look like one. */
function fieldInVariables({ message }: GraphQLError, { schema, document, variables }: Request): Field | null {
  const [, name] = OF_VARIABLE.exec(message) ?? [];
  if (name === undefined) return null;
  const type = typeOfVariable(name, schema, document);
  const faults: { path: Field; text: string }[] = [];
  if (type && variables[name] != null)
    coerceInputValue(variables[name], type, (path, _value, fault) => faults.push({ path, text: fault.message }));
  const fault = faults.find(({ text }) => message.endsWith(`; ${text}`));
  return [name, ...(fault?.path ?? []), ...(NAMED_IN_TEXT.exec(fault?.text ?? '')?.slice(1) ?? [])];
}

function typeOfVariable(name: string, schema: GraphQLSchema, document: DocumentNode) {
  const definitions = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
  );
  const definition = definitions.find(({ variable }) => variable.name.value === name);
  const type = definition && typeFromAST(schema, definition.type);
  return isInputType(type) ? type : null;
}

function fieldInDocument({ message, nodes }: GraphQLError, { document }: Request): Field | null {
  const [node] = nodes ?? [];
  const place = node ? placeOf(node, document) : [];
  if (place.length === 0) return null;
  return node?.kind === Kind.OBJECT_FIELD ? place : [...place, ...(NAMED_IN_TEXT.exec(message)?.slice(1) ?? [])];
}

/** Names of arguments and input fields, and places in lists, that lead to a node; empty outside of arguments. */
function placeOf(node: ASTNode, document: DocumentNode): Field {
  let place: Field = [];
  visit(document, {
    enter(at, _key, _parent, path) {
      if (at !== node) return undefined;
      place = namesAlong(path, document);
      return BREAK;
    },
  });
  return place;
}

function namesAlong(path: Field, document: DocumentNode): Field {
  const names: (string | number)[] = [];
  let at: unknown = document;
  let isList = false;
  for (const key of path) {
    at = stepInto(at, key);
    if (isNode(at) && (at.kind === Kind.ARGUMENT || at.kind === Kind.OBJECT_FIELD)) names.push(at.name.value);
    if (isList) names.push(key);
    isList = key === 'values';
  }
  return names;
}

const stepInto = (at: unknown, key: string | number): unknown =>
  typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;

// A document is made of nodes, and only they have a kind.
const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'kind' in value;
