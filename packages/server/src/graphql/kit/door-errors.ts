import { GraphQLError } from 'graphql';

/** Codes that stand in top-level `errors[].extensions.code`: a closed list (graphql.md §14). */
export type DoorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'THROTTLED'
  | 'COST_EXCEEDED'
  | 'BAD_REQUEST'
  | 'PERSISTED_ONLY'
  | 'CURSOR_EXPIRED'
  | 'INTERNAL';

/** An answer of the door itself, with its code. Safe to show. */
export const doorError = (code: DoorCode, message: string, extensions: Record<string, unknown> = {}): GraphQLError =>
  new GraphQLError(message, { extensions: { ...extensions, code } });

export const forbidden = (message: string): GraphQLError => doorError('FORBIDDEN', message);
export const badRequest = (message: string): GraphQLError => doorError('BAD_REQUEST', message);
