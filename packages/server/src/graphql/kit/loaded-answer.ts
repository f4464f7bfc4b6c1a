import { getNamedType, type GraphQLObjectType, type GraphQLResolveInfo, isObjectType } from 'graphql';
import type { GraphqlContext } from '../context.ts';
import { plannedQuery } from './kept-plans.ts';

/**
 * A row that the domain has read or made. The neighbours that the verb has put on it are shown as they are; only what is asked
 * beyond them is read.
 */
export function loadedAnswer<Row>(row: Row, context: GraphqlContext, info: GraphQLResolveInfo): Row {
  const type = row === null ? null : rowTypeOf(info);
  // Planning the question is what tells Pothos that this row was made for it; a neighbour that is missing is still loaded.
  if (type !== null) plannedQuery(context, info, { type });
  return row;
}

/** The type of the rows that the field gives; null: it is none of rows alone. */
function rowTypeOf({ returnType }: GraphQLResolveInfo): GraphQLObjectType | null {
  const type = getNamedType(returnType);
  return isObjectType(type) ? type : null;
}
