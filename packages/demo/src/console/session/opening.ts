import type { OperationResult } from '@urql/core';
import { ViewerQuery, type ViewerQueryData, type ViewerFields } from '../../generated/console.ts';
import { createConsoleClient } from '../data/client.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import type { Language } from '../format/time.ts';

/** What the server says to whoever holds this browser's cookie. */
export type Opening =
  | { is: 'signedOut' }
  /** An operator, or somebody of several merchants, has to name one. */
  | { is: 'choosing' }
  | { is: 'open'; viewer: ViewerFields; merchant: NonNullable<ViewerFields['merchant']> }
  | { is: 'failed'; problem: Problem };

type Answer = Pick<OperationResult<ViewerQueryData>, 'data' | 'error'>;

/** Reads the answer to the question who is signed in. `appId` is the merchant that was named. */
export function openingOf({ data, error }: Answer, appId: string | null): Opening | { is: 'forgetMerchant' } {
  if (error) {
    const problem = problemOf(error);
    if (problem.code === 'UNAUTHENTICATED') return { is: 'signedOut' };
    // A merchant that was named and is refused is one that the person has left.
    if (problem.code === 'FORBIDDEN') return appId === null ? { is: 'choosing' } : { is: 'forgetMerchant' };
    return { is: 'failed', problem };
  }
  const viewer = data?.viewer;
  if (!viewer) return { is: 'signedOut' };
  return viewer.merchant === null ? { is: 'choosing' } : { is: 'open', viewer, merchant: viewer.merchant };
}

/** Asks who is signed in. A merchant that may not be named any more is left out, and the question put again. */
export async function askWhoIsSignedIn(appId: string | null, language: Language): Promise<Opening> {
  const client = createConsoleClient({ appId, language }, () => undefined);
  const answer = await client.query(ViewerQuery, {}, { requestPolicy: 'network-only' }).toPromise();
  const opening = openingOf(answer, appId);
  return opening.is === 'forgetMerchant' ? askWhoIsSignedIn(null, language) : opening;
}
