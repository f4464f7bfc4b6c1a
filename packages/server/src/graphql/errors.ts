import { GraphQLError } from 'graphql';
import { DomainError, InvalidInputError, ThrottledError } from '../domain/kit/errors.ts';
import type { DoorCode } from './kit/door-errors.ts';

/** Refusals that a query meets, or that the door itself gives: data has no place for them, so they stand at the top. */
const TOP_LEVEL: Readonly<Record<string, DoorCode>> = {
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_ALLOWED: 'FORBIDDEN',
  PERMISSION_MISSING: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  CODE_NOT_USABLE: 'NOT_FOUND',
  THROTTLED: 'THROTTLED',
  CURSOR_EXPIRED: 'CURSOR_EXPIRED',
};

/**
 * Any error as callers may see it: `extensions { code, requestId }` and, where it applies, `field` and `retryAfterMs`.
 * A fault of ours becomes INTERNAL without a word of its own text; it is handed to `onFault` once, to be logged.
 */
export function maskError(
  error: unknown,
  requestId: string,
  onFault: (fault: unknown) => void = () => {},
): GraphQLError {
  const cause = innermost(error);
  if (cause instanceof DomainError) return answer(error, cause.message, { ...refusalFacts(cause), requestId });
  if (isDoorAnswer(cause)) return answer(error, cause.message, { code: 'BAD_REQUEST', ...cause.extensions, requestId });
  onFault(cause);
  return answer(error, 'Something went wrong on our side', { code: 'INTERNAL' satisfies DoorCode, requestId });
}

function refusalFacts(refusal: DomainError): Record<string, unknown> {
  return {
    code: TOP_LEVEL[refusal.code] ?? 'BAD_REQUEST',
    ...(refusal instanceof InvalidInputError ? { field: refusal.field.map(String) } : {}),
    ...(refusal instanceof ThrottledError ? { retryAfterMs: refusal.retryAfterMs } : {}),
  };
}

/** GraphQL wraps what a resolver throws, sometimes twice. */
function innermost(error: unknown): unknown {
  let at = error;
  while (at instanceof GraphQLError && at.originalError) at = at.originalError;
  return at;
}

// Syntax, validation, variables and our own answers are plain GraphQLErrors. A subclass is a library telling of a
// broken schema or query plan: that is a fault of ours.
const isDoorAnswer = (cause: unknown): cause is GraphQLError =>
  cause instanceof GraphQLError && Object.getPrototypeOf(cause) === GraphQLError.prototype;

function answer(error: unknown, message: string, extensions: Record<string, unknown>): GraphQLError {
  if (!(error instanceof GraphQLError)) return new GraphQLError(message, { extensions });
  const { nodes = null, source = null, positions = null, path = null } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}
