import { getNamedType, type GraphQLField, type GraphQLSchema, isLeafType, isObjectType } from 'graphql';

/**
 * Takes the resolvers off fields that show a column of their row under its own name: executors read it by themselves, and a
 * compiled operation does so without a call, an `info` and a path for each. Called once for a schema.
 */
export function showColumns(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.extensions['pothosPrismaModel'] === undefined) continue;
    for (const field of Object.values(type.getFields())) if (isPlainColumn(field)) delete field.resolve;
  }
}

/** Pothos wraps a resolver that asks for a scope, or loads something first: that one stays. */
const isPlainColumn = ({ name, type, extensions }: GraphQLField<unknown, unknown>): boolean =>
  extensions['pothosExposedField'] === name &&
  extensions['pothosResolveWrapped'] !== true &&
  isLeafType(getNamedType(type));
