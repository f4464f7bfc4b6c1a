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

/** Whether the same call may go well a little later, so that a button to try again makes sense. */
export const isPassing = ({ code }: Problem): boolean => ['NETWORK', 'THROTTLED', 'INTERNAL', 'UNKNOWN'].includes(code);
