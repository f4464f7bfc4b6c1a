import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { GraphqlContext } from '../context.ts';

/**
 * A row that the domain has read or made. The neighbours that the verb has put on it are shown as they are; only what is asked
 * beyond them is read.
 */
export function loadedAnswer<Row>(row: Row, context: GraphqlContext, info: GraphQLResolveInfo): Row {
  // Planning the question is what tells Pothos that this row was made for it; a neighbour that is missing is still loaded.
  if (row !== null) queryFromInfo({ context, info });
  return row;
}
