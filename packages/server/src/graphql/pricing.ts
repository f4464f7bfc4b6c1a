import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { usualComplexity } from './kit/cost.ts';
import { documentCost } from './limits.ts';

type Variables = Readonly<Record<string, unknown>>;

/** What one operation costs with these variables. @throws GraphQLError where an argument can't take its variable */
export type PriceOf = (variables: Variables) => number;

/** Prices of one operation that are kept, and how long the values may be by which they are told apart. */
const MOST_KEPT = 64;
const LONGEST_KEY = 256;

/**
 * Prices an operation, once for all variables that cost the same: a price depends on the values that some field counts
 * by (`first`, `ids`), and of all others only on whether they are there.
 * @param document the operation with its fragments, and no other operation
 */
export function createPricing(
  schema: GraphQLSchema,
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
): PriceOf {
  const names = variableDefinitions.map(({ variable }) => variable.name.value);
  const counting = namesThatCount(schema, document);
  const kept = new Map<string, number>();
  return (variables) => {
    const key = names.map((name) => (counting.has(name) ? told(variables, name) : presence(variables, name))).join();
    const known = kept.get(key);
    if (known !== undefined) return known;
    const cost = documentCost(schema, document, variables);
    if (kept.size >= MOST_KEPT) kept.clear();
    if (key.length <= LONGEST_KEY) kept.set(key, cost);
    return cost;
  };
}

const presence = (variables: Variables, name: string): string =>
  Object.hasOwn(variables, name) ? (variables[name] === null ? 'null' : 'given') : '';

const told = (variables: Variables, name: string): string =>
  Object.hasOwn(variables, name) ? JSON.stringify(variables[name]) : '';

/** Variables in the arguments of fields that have a price of their own making. */
function namesThatCount(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  const types = new TypeInfo(schema);
  const look = visitWithTypeInfo(types, {
    Field: (node) => {
      const complexity = types.getFieldDef()?.extensions['complexity'];
      if (typeof complexity !== 'function' || complexity === usualComplexity) return;
      for (const argument of node.arguments ?? [])
        visit(argument, { [Kind.VARIABLE]: ({ name }) => void names.add(name.value) });
    },
  });
  visit(document, look);
  return names;
}
