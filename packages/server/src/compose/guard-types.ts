import {
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
} from 'graphql';

/**
 * Makes types tell `undefined` or false where they would throw: compiled operations ask them outside of any resolver,
 * where nobody catches. Both executors make a fault of such an answer. Called once for a schema.
 */
export function guardTypes(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) guardAbstract(type);
    else if (isObjectType(type)) guardObject(type);
  }
}

function guardAbstract(type: GraphQLAbstractType): void {
  const { resolveType } = type;
  if (!resolveType) return;
  // Compiled operations don't hand in the type itself.
  type.resolveType = (value, context, info) => orElse(() => resolveType(value, context, info, type), undefined);
}

function guardObject(type: GraphQLObjectType): void {
  const { isTypeOf } = type;
  if (!isTypeOf) return;
  type.isTypeOf = (value, context, info) => orElse(() => isTypeOf(value, context, info), false);
}

function orElse<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch {
    return otherwise; // What follows is an error that names the type, and is logged.
  }
}
