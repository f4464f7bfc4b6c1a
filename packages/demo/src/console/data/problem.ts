import type { CombinedError } from '@urql/core';

/** Why a call gave no answer: a top-level code of the server (graphql.md §14), or one of our own. */
export type Problem = { code: string; message: string; requestId: string | null };

/** OFFLINE and NETWORK are ours: nothing is known of what the server did. */
export function problemOf(error: Pick<CombinedError, 'graphQLErrors' | 'networkError' | 'message'>): Problem {
  const [first] = error.graphQLErrors;
  if (first === undefined)
    return { code: 'NETWORK', message: error.networkError?.message ?? error.message, requestId: null };
  const { code, requestId } = first.extensions;
  return {
    code: typeof code === 'string' ? code : 'UNKNOWN',
    message: first.message,
    requestId: typeof requestId === 'string' ? requestId : null,
  };
}

/** What there is to say where neither data nor an error came. */
export const NO_ANSWER = { graphQLErrors: [], message: 'No answer' };

/** Whether the same call may go well a little later, so that a button to try again makes sense. */
export const isPassing = ({ code }: Problem): boolean => ['NETWORK', 'THROTTLED', 'INTERNAL', 'UNKNOWN'].includes(code);

/** Whether the server will not have it, however often it is asked. */
export const isRefusal = ({ code }: Problem): boolean => ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_ALLOWED'].includes(code);

/** Why a mutation did nothing, whether it was refused or gave no answer; null: it went well. */
export function problemOfAnswer(
  error: Parameters<typeof problemOf>[0] | undefined,
  userErrors: readonly Pick<Problem, 'code' | 'message'>[] | undefined,
): Problem | null {
  if (error) return problemOf(error);
  const [refusal] = userErrors ?? [];
  return refusal === undefined ? null : { code: refusal.code, message: refusal.message, requestId: null };
}
