import { getNamedType, getNullableType, type GraphQLOutputType, isLeafType, isListType } from 'graphql';

/** Rows that a list without a page size is taken to have. */
const USUAL_LENGTH = 10;

/** What a field costs unless it says otherwise: objects are fetched, the values in them come along. */
function costOfType(type: GraphQLOutputType): number | { field: number; multiplier: number } {
  if (isLeafType(getNamedType(type))) return 0;
  return isListType(getNullableType(type)) ? { field: 1, multiplier: USUAL_LENGTH } : 1;
}

/** The price of fields that say nothing of their own; what they are asked for does not count. */
export const usualComplexity = (
  _args: unknown,
  _context: unknown,
  { type }: { type: GraphQLOutputType },
): ReturnType<typeof costOfType> => costOfType(type);
